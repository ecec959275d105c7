"""Inputs that have broken sites before; none of them may ever be answered with a 5xx."""

import json
from typing import Any

TEXTS: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "x" * 100_000,
    "-1",
    "0",
    "1e400",
    "NaN",
    "Infinity",
    "99999999999999999999999999",
    "2026-13-45T99:99:99Z",
    "not-a-uuid",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s%n{{7*7}}",
    "\u202e\u0000\ufffe",
    "\U0001f600" * 50,
    "&|!():*<->\\'",
)

BODIES: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"42",
    b'"text"',
    b"{",
    b"\xff\xfe\x00",
    b'{"events": null}',
    b'{"events": {}}',
    b'{"events": [null, 1, "x", [], {}]}',
    b'{"value": NaN}',
    b'{"value": Infinity}',
    b'{"value": 1e999}',
    b'{"value": -1e308, "row": -99999999999, "column": 99999999999999999999}',
    b'{"name": "a\\u0000b"}',
    b'{"name": "\\ud800"}',
    b'{"id": "' + b"9" * 5000 + b'"}',
    b'{"value": ' + b"9" * 5000 + b"}",
    b"[" * 100_000,
    b'{"a":' * 2000 + b"1" + b"}" * 2000,
    b'{"title": true, "page": {"a": 1}, "value": [], "name": 7, "email": {}, "password": []}',
    json.dumps({"sent_at": "yesterday", "events": [{"id": "x", "kind": "\u0000", "at": 0}] * 60}).encode(),
    b'{"x": "' + b"y" * 200_000 + b'"}',
)


def hostile_forms(fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """Form posts in which every one of `fields` holds the same hostile text."""
    return [dict.fromkeys(fields, text) for text in TEXTS]
