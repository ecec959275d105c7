"""Removal leaves nothing of simulated viewers in any table, and everything of everybody else."""

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import Profile, User
from recommendations.simulation.records import SOURCE
from recommendations.simulation.remove import remove
from recommendations.simulation.simulate import simulate
from tests.factories.accounts import a_profile
from tests.factories.recommendations import a_play, a_rating
from tests.recommendations.simulation.conftest import a_plan, quietly

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    """Rows of every table of the site."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def test_every_table_is_as_it_was_before(catalogue: None) -> None:
    from catalog.models import Title

    somebody = a_profile()
    a_play(somebody, Title.objects.all()[0])
    a_rating(somebody, Title.objects.all()[1])
    before = counts()
    written = simulate(plan=a_plan(households=12), tell=quietly)
    simulated = counts()

    gone = remove(tell=quietly)

    assert counts() == before
    assert gone.total() == sum(simulated.values()) - sum(before.values()) == written.total()
    assert gone["recommendations_event"] > 100
    assert {table for table, number in written.items() if number} == {table for table, number in gone.items() if number}


def test_who_was_handed_to_a_real_account_goes_and_the_account_stays(catalogue: None) -> None:
    simulate(plan=a_plan(households=2, days=10.0), tell=quietly)
    real = a_profile().user
    Profile.objects.filter(source=SOURCE).update(user=real)

    remove(tell=quietly)

    assert not Profile.objects.filter(source=SOURCE).exists()
    assert User.objects.filter(pk=real.pk).exists()  # type: ignore[union-attr]  # It was made with one.


def test_nothing_to_remove_is_no_error() -> None:
    assert remove(tell=quietly).total() == 0
