"""Rows as people can read them: keys as what they stand for, choices in words, and no secrets."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field, ForeignKey, Model

from accounts.models import Profile, User

SECRET_NAMES = re.compile(r"password|hash|digest|secret|salt|(?:^|_)(?:token_)?key$|(?:^|_)token$")
SECRET_FIELDS = {"mfa.Authenticator.data"}
"""Secrets under a name that does not say so."""


class ReadableRows:
    """Reads rows in batches; names of what they point at are looked up once each."""

    def __init__(self) -> None:
        self._names: dict[type[Model], dict[Any, str]] = defaultdict(dict)

    def read(self, row: Model) -> dict[str, Any]:
        return self.read_all([row])[0]

    def read_all(self, rows: Sequence[Model]) -> list[dict[str, Any]]:
        """One dictionary per row, in order; the rows are of one table."""
        if not rows:
            return []
        fields = [column for column in rows[0]._meta.concrete_fields if not _is_left_out(column)]
        for column in fields:
            if isinstance(column, ForeignKey):
                self._learn_names(column, rows)
        return [{column.name: self._value(column, row) for column in fields} for row in rows]

    def _learn_names(self, column: "ForeignKey[Any, Any]", rows: Iterable[Model]) -> None:
        names = self._names[column.related_model]
        wanted = {getattr(row, column.attname) for row in rows} - {None} - names.keys()
        if wanted:
            # Without arguments it follows the keys that are never empty, which is what names are made of.
            found = column.related_model._base_manager.filter(pk__in=wanted).select_related()
            names.update((thing.pk, str(thing)) for thing in found)

    def _value(self, column: "Field[Any, Any]", row: Model) -> Any:
        value = getattr(row, column.attname)
        if isinstance(column, ForeignKey):
            return self._names[column.related_model].get(value)
        if column.choices:
            return getattr(row, f"get_{column.name}_display")()
        return value


def is_secret(column: "Field[Any, Any]") -> bool:
    """Whether the value would let its reader in somewhere."""
    return f"{column.model._meta.label}.{column.name}" in SECRET_FIELDS or bool(SECRET_NAMES.search(column.name))


def _is_left_out(column: "Field[Any, Any]") -> bool:
    """Secrets, numbers that mean something to the database alone, and the owner, whom the file's place names."""
    if isinstance(column, ForeignKey) and column.related_model in (User, Profile):
        return True
    return is_secret(column) or (column.primary_key and not isinstance(column, ForeignKey))
