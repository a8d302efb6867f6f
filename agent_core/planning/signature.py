"""What a function takes, in a line for each argument: a third of the tokens of its JSON schema, and all that a planner
needs. Limits such as lengths are left out: a plan is validated in any case, and mended by what the validator says.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

Schema = Mapping[str, Any]


def signature(model: type[BaseModel]) -> str:
    """`name: type — description` for each field; `?` behind the name of one that may be left out."""
    schema = model.model_json_schema()
    return "\n".join(_fields(schema, schema.get("$defs", {}))) or "no arguments"


def _fields(schema: Schema, known: Schema) -> Iterator[str]:
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        about = field.get("description") or _resolved(field, known).get("description", "")
        shown = f"{name}{'' if name in required else '?'}: {_type(field, known)}"
        yield f"{shown} — {' '.join(about.split())}" if about else shown


def _resolved(schema: Schema, known: Schema) -> Schema:
    reference = schema.get("$ref")
    return known.get(reference.rpartition("/")[2], {}) if reference else schema


def _type(schema: Schema, known: Schema, depth: int = 0) -> str:
    """As TypeScript writes it, which every model has read a lot of."""
    schema = _resolved(schema, known)
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(dict.fromkeys(_type(each, known, depth) for each in choices if each.get("type") != "null"))
    match schema.get("type"):
        case "array":
            item = _type(schema.get("items", {}), known, depth)
            return f"({item})[]" if " " in item else f"{item}[]"
        case "object" if schema.get("properties") and depth < 3:
            inner = (f"{name}?: {_type(each, known, depth + 1)}" for name, each in schema["properties"].items())
            return f"{{ {', '.join(inner)} }}"
        case kind:
            return str(schema.get("format") or kind or "any")
