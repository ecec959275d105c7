"""Simulated viewers are marked in every list of what viewers did, and can be left out of it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ProfileOrigin
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import a_rating

pytestmark = pytest.mark.django_db
ADDRESS = "admin:recommendations_rating_changelist"


@pytest.fixture
def ratings(client: Client) -> Client:
    """Somebody of the back office; a real viewer and a simulated one have rated."""
    a_rating(a_profile(name="Ottilie"), a_title())
    a_rating(a_profile(name="Invented", origin=ProfileOrigin.SIMULATED), a_title())
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


def test_the_mark_stands_beside_the_simulated_and_nobody_else(ratings: Client) -> None:
    page = ratings.get(reverse(ADDRESS)).content.decode()

    assert 'Invented <small class="simulated">simulated</small>' in page
    assert "Ottilie" in page
    assert page.count('class="simulated"') == 1


@pytest.mark.parametrize(("asked", "shown", "left_out"), [
    ("simulated", "Invented", "Ottilie"), ("real", "Ottilie", "Invented"),
])  # fmt: skip
def test_either_can_be_left_out(ratings: Client, asked: str, shown: str, left_out: str) -> None:
    page = ratings.get(reverse(ADDRESS), {"viewer": asked}).content.decode()

    assert shown in page
    assert left_out not in page
