"""Which tables hold something of an account: found by walking the keys, so that a new table cannot be forgotten."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE, ManyToOneRel, Model, Q, QuerySet

from accounts.models import Profile, User


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedTable:
    """A table and the look-ups that lead from its rows to the account and to the profile they are of."""

    model: type[Model]
    to_user: tuple[str, ...]
    to_profile: tuple[str, ...]

    def of_profile(self, profile: Profile) -> QuerySet[Any]:
        return self._rows(self.to_profile, profile)

    def of_user(self, user: User) -> QuerySet[Any]:
        """The rows that are of the account and of none of its profiles in particular."""
        rows = self._rows(self.to_user, user)
        return rows.filter(**{f"{path}__isnull": True for path in self.to_profile})

    def _rows(self, paths: tuple[str, ...], owner: Model) -> QuerySet[Any]:
        rows = self.model._base_manager.order_by("pk")
        if not paths:
            return rows.none()
        return rows.filter(Q(*((path, owner) for path in paths), _connector=Q.OR))


def owned_tables() -> list[OwnedTable]:
    """Every table with a key to an account or a profile, and every table whose rows go when such a row goes."""
    of_user, of_profile = _paths_to(User), _paths_to(Profile)
    models = sorted({*of_user, *of_profile}, key=lambda model: model._meta.label)
    return [
        OwnedTable(model=model, to_user=of_user.get(model, ()), to_profile=of_profile.get(model, ()))
        for model in models
    ]


def _paths_to(root: type[Model]) -> dict[type[Model], tuple[str, ...]]:
    """Look-ups by table; keys of keys are followed where rows go with the row that they point at."""
    found: dict[type[Model], tuple[str, ...]] = {}
    ahead: deque[tuple[type[Model], str]] = deque([(root, "")])
    while ahead:
        model, path = ahead.popleft()
        reached = []
        for relation in model._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ManyToOneRel):
                continue
            table, key = relation.related_model, relation.field.name
            if table in (User, Profile) or (path and table in found):
                continue
            lookup = f"{key}__{path}" if path else key
            found[table] = (*found.get(table, ()), lookup)
            if relation.on_delete is CASCADE:
                reached.append((table, lookup))
        ahead.extend(reached)
    return found
