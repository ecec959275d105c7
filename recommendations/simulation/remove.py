"""Take every simulated household away again, with all their rows in every table, found by walking the keys."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import CASCADE, ForeignObjectRel, ManyToOneRel, Model, QuerySet

from accounts.models import Profile, User
from catalog.importers.merge import unhurried
from recommendations.simulation.records import SOURCE

PROFILES_AT_ONCE = 500
NOBODYS = "@simulation.invalid"


def remove(*, tell: Callable[[str], None]) -> Counter[str]:
    """Rows deleted by table. Batch by batch, each in one transaction: what was interrupted is taken up again."""
    gone: Counter[str] = Counter()
    left = Profile.objects.filter(source=SOURCE).order_by("pk")
    with unhurried():
        while profiles := list(left.values_list("pk", "user_id")[:PROFILES_AT_ONCE]):
            with transaction.atomic():
                _delete(Profile, [profile for profile, _user in profiles], gone)
                users = {user for _profile, user in profiles if user is not None}
                # A profile may have been handed to a real account, which stays.
                empty = User.objects.filter(pk__in=users, email__endswith=NOBODYS, profiles=None)
                _delete(User, list(empty.values_list("pk", flat=True)), gone)
            tell(f"Removing: {gone[Profile._meta.db_table]:,} simulated viewers")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE accounts_profile")
    return gone


def _delete(model: type[Model], keys: Sequence[Any], gone: Counter[str]) -> None:
    """Delete these rows and whatever is theirs; keys are checked when the transaction ends, so order is free."""
    if keys:
        _delete_rows(model._base_manager.filter(pk__in=keys), keys, gone)


def _delete_rows(rows: QuerySet[Any], keys: Sequence[Any] | None, gone: Counter[str]) -> None:
    for relation in _relations(rows.model):
        # At the first step a list of keys is quicker than asking for them again.
        owned = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys or rows.values("pk")})
        if relation.on_delete is CASCADE:
            _delete_rows(owned, None, gone)
        else:
            owned.update(**{relation.field.name: None})
    # Neither loads rows nor walks keys, which has been done.
    gone[rows.model._meta.db_table] += rows._raw_delete(rows.db)


def _relations(model: type[Model]) -> list[ManyToOneRel]:
    """Keys that point at the table; tables that nothing points at come first, and others have less to mend then."""
    found = [one for one in model._meta.get_fields(include_hidden=True) if isinstance(one, ManyToOneRel)]
    return sorted(found, key=lambda relation: (_pointed_at(relation.related_model), relation.related_model._meta.label))


def _pointed_at(model: type[Model]) -> bool:
    return any(isinstance(one, ForeignObjectRel) for one in model._meta.get_fields(include_hidden=True))
