"""The shape of a whole charter file, put together from the sections that the apps register."""

import types
from typing import Any, Union, get_args, get_origin

from pydantic import ConfigDict, create_model

from ..registry import sections


def shapes() -> dict[str, Any]:
    """Return the type of every top-level key, in the order in which a file is written."""
    return {key: shape for section in sections for key, shape in section.models.items()}


def item_of(shape: Any) -> Any:
    """Return what a list holds, or None for a table that stands once."""
    return get_args(shape)[0] if get_origin(shape) is list else None


def may_be_left_out(shape: Any) -> bool:
    """Tell whether a file may do without this key."""
    if get_origin(shape) is list:
        return True
    return get_origin(shape) in (Union, types.UnionType) and type(None) in get_args(shape)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a charter file, for editors that complete and check while one writes."""
    fields: dict[str, Any] = {
        key: (shape, [] if item_of(shape) else None) if may_be_left_out(shape) else (shape, ...)
        for key, shape in shapes().items()
    }
    model = create_model("Charter", __config__=ConfigDict(extra="forbid"), **fields)
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
