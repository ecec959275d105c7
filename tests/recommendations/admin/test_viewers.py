"""Simulated viewers are marked in every list of what viewers did, and can be left out of it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ProfileOrigin
from recommendations.simulation.records import SOURCE
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import a_rating

pytestmark = pytest.mark.django_db
ADDRESS = "admin:recommendations_rating_changelist"


@pytest.fixture
def ratings(client: Client) -> Client:
    """Somebody of the back office; a real viewer and a simulated one have rated."""
    a_rating(a_profile(name="Ottilie"), a_title())
    a_rating(a_profile(name="Invented", origin=ProfileOrigin.SIMULATED, source=SOURCE, source_id="1"), a_title())
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


def test_the_mark_stands_beside_the_simulated_and_nobody_else(ratings: Client) -> None:
    page = ratings.get(reverse(ADDRESS)).content.decode()

    assert 'Invented <small class="simulated">simulated</small>' in page
    assert "Ottilie" in page
    assert page.count('class="simulated"') == 1


def test_who_was_invented_by_hand_is_not_called_simulated(ratings: Client) -> None:
    a_rating(a_profile(name="Mira", origin=ProfileOrigin.SIMULATED, source="originals", source_id="mira"), a_title())

    assert 'Mira <small class="simulated">invented</small>' in ratings.get(reverse(ADDRESS)).content.decode()


@pytest.mark.parametrize(("asked", "shown", "left_out"), [
    ("simulated", "Invented", "Ottilie"), ("real", "Ottilie", "Invented"),
])  # fmt: skip
def test_either_can_be_left_out(ratings: Client, asked: str, shown: str, left_out: str) -> None:
    page = ratings.get(reverse(ADDRESS), {"viewer": asked}).content.decode()

    assert shown in page
    assert left_out not in page
