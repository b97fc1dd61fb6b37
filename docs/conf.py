"""From Sphinx to pages that fetch nothing and run nothing: how `docs/site.py` has it read and write them."""

from __future__ import annotations

import re
from typing import Any

project = "pcpgen"
language = "en_GB"
extensions = ["myst_parser"]
myst_heading_anchors = 4
exclude_patterns = ["_*"]
suppress_warnings = ["misc.highlighting_failure"]  # YAML with double braces is no YAML yet
highlight_language = "none"  # colours say nothing that the words do not
html_theme = "quiet"
html_theme_path = ["theme"]
html_copy_source = False
html_permalinks = False
html_use_index = False
smartquotes = False  # what is to be typed is printed as it is typed

WRITTEN = {
    r' class="head"': ' scope="col" class="head"',  # each head is that of a column
    r' role="heading"': "",  # a caption over a list of pages has no level
    r'<div class="highlight-\w+ notranslate"><div class="highlight"><pre><span></span>(.*?)\n</pre></div>\n</div>': (
        r'<pre translate="no"><code>\1</code></pre>'
    ),
    r'<table class="docutils align-default">(?=\s*<thead>\s*<tr[^>]*>(?:\s*<th\b.*?</th>){3,}\s*</tr>)(.*?)</table>': (
        r'<div class="wide" tabindex="0"><table>\1</table></div>'  # scrolls by itself where the window is narrow
    ),
    r" />": ">",  # as HTML is written, not XML
}


def setup(app: Any) -> None:
    app.connect("builder-inited", _without_search)
    app.connect("html-page-context", _as_html)


def _without_search(app: Any) -> None:
    app.builder.search = False  # it would take scripts


def _as_html(app: Any, name: str, template: str, context: dict[str, Any], tree: Any) -> None:
    for written, meant in WRITTEN.items():
        context["body"] = re.sub(written, meant, context.get("body", ""), flags=re.DOTALL)
