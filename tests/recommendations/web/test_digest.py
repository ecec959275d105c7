"""The weekly letter's pages: asked for, looked at, stopped without signing in."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Title
from recommendations.digest.consent import running_digest, sign_stop, subscribe
from recommendations.models import DigestSubscription, ServedPage
from tests.factories.accounts import a_profile, signed_in
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=NOON)
    return titles


def test_switching_on_and_off() -> None:
    profile = a_profile()
    client = signed_in(profile)

    off = client.get(reverse("digest")).content.decode()
    client.post(reverse("digest"), {"wanted": "1"})
    on = client.get(reverse("digest")).content.decode()
    client.post(reverse("digest"), {"wanted": "0"})

    assert "It is off" in off
    assert "It is on" in on
    assert not running_digest(profile_id=profile.pk)


def test_kids_are_told_and_not_subscribed() -> None:
    kid = a_profile(is_kids=True)
    client = signed_in(kid)

    client.post(reverse("digest"), {"wanted": "1"})

    assert not running_digest(profile_id=kid.pk)
    assert "Kids profiles get no mail" in client.get(reverse("digest")).content.decode()
    assert client.get(reverse("digest-preview")).status_code == 404


def test_wrong_word_is_refused() -> None:
    assert signed_in(a_profile()).post(reverse("digest"), {"wanted": "perhaps"}).status_code == 400


def test_preview_shows_the_letter_under_its_own_policy_and_leaves_no_trace(board: list[Title]) -> None:
    answer = signed_in(a_profile(name="Ada")).get(reverse("digest-preview"))

    page = answer.content.decode()
    assert "Ada, this is what we would put on for you" in page
    assert "style=" not in page
    assert "'sha256-" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert not ServedPage.objects.filter(surface="digest").exists()


def test_stop_link_asks_first_and_a_post_without_cookies_stops() -> None:
    profile = a_profile()
    subscribe(profile=profile, now=NOON)
    address = reverse("digest-stop", args=[sign_stop(DigestSubscription.objects.get())])
    stranger = Client(enforce_csrf_checks=True)

    asked = stranger.get(address)
    still = running_digest(profile_id=profile.pk)
    stopped = stranger.post(address, {"List-Unsubscribe": "One-Click"})

    assert asked.status_code == stopped.status_code == 200
    assert still
    assert not running_digest(profile_id=profile.pk)
