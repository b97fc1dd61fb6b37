"""From a file's declarations to a JSON Schema, by which an editor helps while one types."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

from pcpgen.schema.entry import Again, Choice, Either, Entry, Forms, Kind, ListOf, Named, OneOrMore, Shape, Value
from pcpgen.schema.example import written
from pcpgen.schema.files import FILES, TRANSLATED, FileKind

FOLDER = ".schemas"  # of a workspace, where its editors look
SETTINGS = ".vscode/settings.json"
DIALECT = "http://json-schema.org/draft-07/schema#"
Json = dict[str, Any]


def schema_of(file: FileKind) -> Json:
    """The schema of a kind of file. What it refuses is wrong; what depends on other files it leaves to `check`."""
    return {"$schema": DIALECT, "title": file.files, "description": file.about, **_value(file.holds)}


def line_for(file: FileKind) -> str:
    """The line at the top of a file of the kind, by which editors find its schema in the workspace."""
    up = "../" * (len(PurePosixPath(file.files).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{file.name}.json"


def text_of(file: FileKind) -> str:
    """The schema as a file."""
    return f"{json.dumps(schema_of(file), ensure_ascii=False, indent=1)}\n"


def schemas() -> dict[str, str]:
    """The schemas that editors look for, by path; of prose they know no schema."""
    return {f"{FOLDER}/{file.name}.json": text_of(file) for file in FILES if not file.is_prose}


def for_editors(settings: str) -> dict[str, str]:
    """What stands in a workspace for its editors, by path: the schemas, and the settings that say what each is for."""
    known = {f"{FOLDER}/{file.name}.json": _files(file) for file in FILES if not file.is_prose}
    whole = {**json.loads(settings), "yaml.schemas": known}
    return {**schemas(), SETTINGS: f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n"}


def _files(file: FileKind) -> str | list[str]:
    """The files of a kind, without those beside them that hold their translations."""
    return [file.files, f"!{TRANSLATED}"] if file.files.endswith("/*.yaml") else file.files


def _value(value: Value) -> Json:
    match value:
        case Kind():
            return _kind(value)
        case Choice():
            flags = [word == "true" for word in value.words] if value.words == ("true", "false") else []
            return {"enum": [*flags, *value.words]}
        case ListOf():
            return {"type": "array", "items": _value(value.item)}
        case OneOrMore():
            one = _value(value.item)
            return {"if": {"type": "array"}, "then": {"type": "array", "items": one}, "else": one}
        case Named():
            return {"type": "object", "propertyNames": _name(value.key), "additionalProperties": _value(value.item)}
        case Shape():
            return _shape(value)
        case Forms():
            return _forms(value)
        case Again():
            return {"type": "object"}
        case Either():
            return {"if": {"type": "object"}, "then": _value(value.more), "else": _value(value.plain)}


def _kind(kind: Kind) -> Json:
    types = ["string", "number"] if kind.number else "string"
    return {"type": types, **({"pattern": kind.pattern} if kind.pattern else {})}


def _name(key: Kind | Choice) -> Json:
    return {"enum": list(key.words)} if isinstance(key, Choice) else {"pattern": key.pattern}


def _shape(shape: Shape) -> Json:
    required = [entry.name for entry in shape.entries.values() if entry.required]
    return {
        "type": "object",
        "properties": {name: _entry(entry) for name, entry in shape.entries.items()},
        "additionalProperties": _entry(shape.others) if shape.others else False,
        **({"required": required} if required else {}),
    }


def _forms(forms: Forms) -> Json:
    """Each form where the entry says so by which it is known; a form that nobody knows is one mistake."""
    shapes = forms.shapes.items()
    if forms.by:
        kinds = [
            {"if": {"properties": {forms.by: {"const": name}}, "required": [forms.by]}, "then": _shape(each)}
            for name, each in shapes
        ]
        entry = next(iter(forms.shapes.values())).entries[forms.by]
        needed = {"required": [forms.by]} if entry.required else {}
        return {"type": "object", "properties": {forms.by: _entry(entry)}, "allOf": kinds, **needed}
    kinds = []
    before: list[str] = []
    for name, each in shapes:
        none_before: Json = {"not": {"anyOf": [{"required": [other]} for other in before]}} if before else {}
        kinds.append({"if": {"required": [name], **none_before}, "then": _shape(each)})
        before.append(name)
    return {"type": "object", "anyOf": [{"required": [name]} for name in before], "allOf": kinds}


def _entry(entry: Entry) -> Json:
    said = f"{entry.means[:1].upper()}{entry.means[1:]}. " if entry.means else ""
    holds = entry.holds.written if isinstance(entry.holds, Kind) else ""
    told = f"{said}{f'It holds {holds}. ' if holds else ''}Example: {written(entry)}"
    return {"description": re.sub(r"\s+", " ", told), **_value(entry.holds)}
