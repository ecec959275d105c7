"""One strict way to read JSON from outside: small, shallow, finite, and storable in PostgreSQL."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

MAXIMUM_BYTES = 65_536
MAXIMUM_DEPTH = 8
MAXIMUM_INTEGER = 2**53 - 1


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number in JSON.")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAXIMUM_INTEGER:
        raise ValueError("A number is too large.")
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("A number is too large.")
    return value


def _inspect(value: Any, depth: int = 0) -> None:
    """Refuse what PostgreSQL cannot store (NUL, lone surrogates) and what nobody nests by hand."""
    if depth > MAXIMUM_DEPTH:
        raise ValueError("The document is nested too deeply.")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError("A text contains characters that cannot be stored.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _inspect(key, depth)
            _inspect(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _inspect(item, depth + 1)


def read_strict_json(body: bytes) -> Any:
    """Parse `body` as UTF-8 JSON; raises ValueError, with a sentence for the sender, for anything outside the rules."""
    if len(body) > MAXIMUM_BYTES:
        raise ValueError(f"The body is larger than {MAXIMUM_BYTES} bytes.")
    try:
        value = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, parse_int=_integer, parse_float=_number
        )
    except UnicodeDecodeError:
        raise ValueError("The body is not UTF-8.") from None
    except RecursionError:
        raise ValueError("The document is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"The body is not JSON: {error.msg} at character {error.pos}.") from None
    _inspect(value)
    return value


class StrictJSONParser(BaseParser):
    """DRF's way in to `read_strict_json`."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return read_strict_json(stream.read(MAXIMUM_BYTES + 1))
        except ValueError as error:
            raise ParseError(str(error)) from None
