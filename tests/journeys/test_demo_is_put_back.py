"""Whatever a journey did to the demo, the next one finds it as it was brought in."""

import pytest
from django.db import connection

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Rating
from tests.factories.accounts import a_profile
from tests.journeys.snapshot import TABLES, may_restore

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

_seen: list[dict[str, object]] = []


def every_row() -> dict[str, object]:
    """By table, how many rows there are and a number that depends on all that is in them."""
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for table, columns in cursor.fetchall():
            cursor.execute(f"SELECT count(*), sum(hashtext(x::text)::bigint) FROM (SELECT {columns} FROM {table}) x")
            found[table] = cursor.fetchone()
    return found


@pytest.mark.parametrize("visit", ["first", "second", "third"])
def test_what_was_added_changed_and_deleted_is_put_back(visit: str, demo: None) -> None:
    if not may_restore():
        pytest.skip("Only a superuser puts back; for others the demo is brought in anew each time.")
    now = every_row()
    _seen.append(now)
    assert {table: rows for table, rows in now.items() if rows != _seen[0][table]} == {}, f"The {visit} visit."

    a_profile(name="Somebody new")
    Profile.objects.filter(name="Mira").update(name="Mirabel")
    Rating.objects.all().delete()
    Title.objects.earliest("pk").delete()
