"""The reference of files and outputs, from their JSON Schemas."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generate.markdown import cell, code, table

_FOLDER = Path(__file__).parents[2] / "schema"
_PLACE = "reference/schemas"
_HEAD = """# Schemas

Every file and every output has a JSON Schema (draft 2020-12) in `schema/`, which comes with the package. They stand
alone: any validator of that draft takes them. A snapshot names its own in `$schema`, so that editors complete and
explain it.

"""
_LIMITS = {
    "minItems": "at least {} items",
    "minLength": "at least {} characters",
    "minimum": "{} or more",
    "pattern": "as {}",
}
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_LINKED = r"\1"
Schema = dict[str, Any]


def pages() -> dict[str, str]:
    """A page a schema, and one that lists them, by the paths of the pages."""
    schemas = {path.name.removesuffix(".schema.json"): _load(path) for path in sorted(_FOLDER.glob("*.schema.json"))}
    rows = [
        (f"[`{name}`]({name}.md)", cell(schema.get("description") or schema.get("title", name)))
        for name, schema in schemas.items()
    ]
    index = _HEAD + table(("schema", "what it describes"), rows)
    return {
        f"{_PLACE}/index.md": index,
        **{f"{_PLACE}/{name}.md": _page(name, schema) for name, schema in schemas.items()},
    }


def _load(path: Path) -> Schema:
    schema: Schema = json.loads(path.read_text("utf-8"))
    return schema


def _page(name: str, schema: Schema) -> str:
    shown = f"# {name}\n\n{cell(schema.get('description', schema.get('title', '')))}\n\n`schema/{name}.schema.json`\n\n"
    for path, part in _objects("", schema, schema):
        heading = f"## {code(path)} {{#{_anchor(path)}}}\n\n{cell(part.get('description', ''))}\n\n" if path else ""
        shown += heading + table(("property", "type", "meaning"), _rows(path, part, schema))
    for key, part in schema.get("$defs", {}).items():
        shown += f"## {key} {{#def-{key}}}\n\n{cell(part.get('description', part.get('title', '')))}\n\n"
        if "properties" in part:
            for path, inner in _objects("", part, schema):
                shown += (f"{code(path)}\n\n" if path else "") + table(
                    ("property", "type", "meaning"), _rows(f"def-{key}", inner, schema, linked=False)
                )
        else:
            shown += f"{_type(part)}\n\n"
    return shown


def _objects(path: str, schema: Schema, whole: Schema) -> Iterator[tuple[str, Schema]]:
    """The objects of a schema that have properties, outermost first; what `$defs` describes has its own place."""
    if "properties" in schema:
        yield path, schema
        for name, part in schema["properties"].items():
            yield from _objects(f"{path}.{name}" if path else name, part, whole)
    if isinstance(schema.get("items"), dict):
        yield from _objects(f"{path}[]", schema["items"], whole)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _objects(f"{path}.*", schema["additionalProperties"], whole)
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _objects(path, part, whole)


def _rows(path: str, schema: Schema, whole: Schema, *, linked: bool = True) -> Iterator[tuple[str, str, str]]:
    required = schema.get("required", ())
    for name, part in schema["properties"].items():
        inner = f"{path}.{name}" if path else name
        below = next((found for found, _ in _objects(inner, part, whole)), None) if linked else None
        shown = code(name) if name in required else f"{code(name)} *may be left out*"
        kind = _type(part)
        if below is not None:
            kind = f"[{_LINK.sub(_LINKED, kind)}](#{_anchor(below)})"
        yield shown, kind, _meaning(part, whole)


def _meaning(part: Schema, whole: Schema) -> str:
    said = part.get("description") or part.get("title") or ""
    if not said and "$ref" in part:
        target = whole.get("$defs", {}).get(part["$ref"].rpartition("/")[2], {})
        said = target.get("description") or target.get("title") or ""
    return cell(said)


def _type(part: Schema) -> str:
    """What a value may be, in a few words."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{name}](#def-{name})"
    if "const" in part:
        return code(json.dumps(part["const"], ensure_ascii=False))
    if "enum" in part:
        return " · ".join(code(json.dumps(value, ensure_ascii=False).strip('"')) for value in part["enum"])
    for many in ("anyOf", "oneOf"):
        if many in part:
            return " or ".join(dict.fromkeys(map(_type, part[many])))
    types = part.get("type", "any value")
    named = " or ".join(types) if isinstance(types, list) else types
    if isinstance(part.get("items"), dict) and "array" in named:
        inner = _type(part["items"])
        named = f"list of {inner}" if named == "array" else f"{named} of {inner}"
    limits = [words.format(code(part[key])) for key, words in _LIMITS.items() if key in part]
    return ", ".join([named, *limits])


def _anchor(path: str) -> str:
    return "in-" + path.replace("[]", "").replace("*", "any").replace(".", "-")
