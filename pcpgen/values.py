"""From a class of fields to a frozen value: what `dataclasses` makes, at a fraction of the time it takes to make it.

The standard decorator writes and compiles six methods for each class. With the program's two hundred, that alone took
longer than reading the plan. Here one is compiled, `__init__`, and only of a class with many values; the others read
the fields and are shared by all.
To a reader, a type checker, `dataclasses.replace` and `dataclasses.fields` there is no difference.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False):
        """The standard decorator; a frozen class is made the short way, and keeps its fields in a dictionary."""
        if not frozen:
            return dataclasses.dataclass(cls, slots=slots) if cls else dataclasses.dataclass(slots=slots)
        return _frozen(cls) if cls else _frozen


def held_by(value: Any) -> tuple[Any, ...]:
    """What the fields of a value hold, in order; nothing where it is no dataclass."""
    cls = type(value)
    if cls not in _READERS:
        names: tuple[str, ...] = tuple(getattr(cls, "__dataclass_fields__", ()))
        read: Any = operator.attrgetter(*names) if names else None
        _READERS[cls] = read if len(names) > 1 else lambda one: (read(one),) if read else ()
    return _READERS[cls](value)


def later(cls: Any, known: dict[str, Any], others: Callable[[], dict[str, Any]]) -> Any:
    """A value of which some fields are known, and the others are made when somebody asks for one of them.

    Its class is one that `waits`.
    """
    value = object.__new__(cls)
    value.__dict__.update(known)
    value.__dict__[_OTHERS] = others
    return value


def waits(self: Any, name: str) -> Any:
    """The `__getattr__` of a class of whose values some are made so: what is not there yet is made."""
    held = self.__dict__
    if others := held.get(_OTHERS):  # which two threads may make at once
        for each, value in others().items():
            held.setdefault(each, value)
        held.pop(_OTHERS, None)
    if name in held:
        return held[name]
    raise AttributeError(f"{type(self).__qualname__!r} has no {name!r}", name=name, obj=self)


def is_waiting(value: Any) -> bool:
    """Whether nobody has asked for those fields of a value yet."""
    return _OTHERS in value.__dict__


_OTHERS = "others, which wait"  # a name that no field bears
_READERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


def _frozen(cls: Any) -> Any:
    fields = _fields(cls)
    cls.__dataclass_fields__, cls.__dataclass_params__ = fields, _LIKE.__dataclass_params__
    given: dict[str, Any] = {"__match_args__": tuple(fields), "__init__": _early_init(cls, fields)}
    compared = [field.name for field in fields.values() if field.compare]
    cls._compared = operator.attrgetter(*compared) if compared else type
    own = cls.__dict__
    given |= {each.__name__: each for each in _SHARED if each.__name__ not in own or each.__name__ == "__hash__"}
    for name, value in given.items():
        setattr(cls, name, value)
    return cls


def _fields(cls: Any) -> dict[str, Any]:
    """What `dataclasses.fields` gives, by name: those of the classes that it builds on, then its own."""
    fields: dict[str, Any] = {}
    for base in cls.__mro__[-1:0:-1]:
        fields |= base.__dict__.get("__dataclass_fields__", {})
    for name, type in cls.__annotations__.items():
        default = cls.__dict__.get(name, dataclasses.MISSING)
        field: Any = default if isinstance(default, dataclasses.Field) else dataclasses.field(default=default)
        field.name, field.type, field.kw_only, field._field_type = name, type, False, _KIND
        if field is default and field.default is dataclasses.MISSING:
            delattr(cls, name)
        elif field is default:
            setattr(cls, name, field.default)
        if "__getattr__" in cls.__dict__ and name in cls.__dict__:  # so that it is asked what is not there yet
            delattr(cls, name)
        fields[name] = field
    return fields


def _early_init(cls: Any, fields: dict[str, Any]) -> Any:
    """The `__init__` of a class of which few values are made, as of most in most runs; a compiled one follows it."""
    names, left = tuple(fields), _FEW

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        of = self.__dict__
        of.update(zip(names, given, strict=False))
        whole = len(given) <= len(names)
        for name in names[len(given) :]:
            field = fields[name]
            if name in named:
                of[name] = named.pop(name)
            elif field.default is not dataclasses.MISSING:
                of[name] = field.default
            elif field.default_factory is not dataclasses.MISSING:
                of[name] = field.default_factory()
            else:
                whole = False
        if named or not whole:
            _init(cls)(self, *given, **named)  # says what is wrong
        if not left:
            cls.__init__ = _init(cls)

    return __init__


def _init(cls: Any) -> Any:
    """An `__init__` that takes the fields in order and puts each in its place."""
    names: dict[str, Any] = {"__absent": dataclasses.MISSING}  # names that no field bears
    taken, put = [], []
    for field in dataclasses.fields(cls):
        value = field.name
        if field.default is not dataclasses.MISSING:
            names[f"_{field.name}"] = field.default
            taken.append(f"{field.name}=_{field.name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_{field.name}"] = field.default_factory
            taken.append(f"{field.name}=__absent")
            value = f"_{field.name}() if {field.name} is __absent else {field.name}"
        else:
            taken.append(field.name)
        put.append(f"__of[{field.name!r}] = {value}")
    body = "\n    ".join(("__of = self.__dict__", *put))
    exec(f"def __init__({', '.join(('self', *taken))}):\n    {body}", names)
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def __eq__(self: Any, other: object) -> Any:
    if self is other:
        return True
    if type(other) is not type(self):
        return NotImplemented
    cls: Any = type(self)
    return cls._compared(self) == cls._compared(other)


def __hash__(self: Any) -> int:
    return hash(self.__class__._compared(self))


def __repr__(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def __setattr__(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


@dataclasses.dataclass(frozen=True)
class _Like:
    """A class of the standard decorator, for what its fields and parameters are marked with."""

    field: object


_LIKE: Any = _Like
_KIND: Any = _LIKE.__dataclass_fields__["field"]._field_type
_FEW = 32  # values of a class, which take less time as they are than one that is compiled
_SHARED = (__eq__, __hash__, __repr__, __setattr__, __delattr__)
