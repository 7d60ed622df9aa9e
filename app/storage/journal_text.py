"""How the journal writes down the parts of an action: JSON in which bytes, such as a logo, have a place."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

_BYTES = "base64"


def written(parts: dict[str, Any]) -> str:
    """Return the parts as text."""
    return json.dumps(parts, default=_bytes_as_text)


def read(text: str) -> dict[str, Any]:
    """Return the parts as they were."""
    parts: dict[str, Any] = json.loads(text, object_hook=_text_as_bytes)
    return parts


def _bytes_as_text(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(value)
    return {_BYTES: b64encode(value).decode()}


def _text_as_bytes(found: dict[str, Any]) -> Any:
    return b64decode(found[_BYTES]) if found.keys() == {_BYTES} else found
