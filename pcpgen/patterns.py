"""From a regular expression as it is written to one that is compiled when it is first used: most runs need few of all.

To a reader and a type checker `pattern` is `re.compile`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:
        """What is compiled when something is first looked for with it."""

        def __init__(self, written: str, flags: int = 0) -> None:
            self.pattern, self._flags = written, flags

        def __getattr__(self, name: str) -> Any:
            """What the compiled one has of that name; it is kept, so that the next use costs nothing."""
            found = getattr(re.compile(self.pattern, self._flags), name)
            setattr(self, name, found)
            return found


__all__ = ["pattern"]
