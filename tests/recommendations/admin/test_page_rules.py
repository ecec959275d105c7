"""Rules and letters in the back office: every refusal is a sentence, and what one picks from tells people apart."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from recommendations.models import DigestSubscription, PageRule
from tests.factories.accounts import a_profile, a_user
from tests.factories.pages import LATER

pytestmark = pytest.mark.django_db
ADD = "/admin/recommendations/pagerule/add/"
LETTERS = "/admin/recommendations/digestsubscription/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


def a_form(**fields: Any) -> dict[str, Any]:
    begins = {"starts_at_0": "2026-11-01", "starts_at_1": "10:00:00"}
    return {"action": "boost", "row": "", "title": "", "country": "", "reason": "Why not", **begins, **fields}


@pytest.mark.parametrize(("fields", "sentence"), [
    ({}, "Name a row or a title, and only one of them."),
    ({"row": "no-such"}, "There is no such kind of row"),
    ({"row": "trending", "action": "pin"}, "Say where the row is to stand."),
    ({"row": "trending", "country": "XX"}, "There is no country with this code"),
    ({"row": "trending", "ends_at_0": "2026-10-01", "ends_at_1": "10:00:00"}, "It would end before it begins."),
])  # fmt: skip
def test_what_is_wrong_with_a_rule_is_said_in_a_sentence(editor: Client, fields: dict[str, Any], sentence: str) -> None:
    page = editor.post(ADD, a_form(**fields)).content.decode()

    assert sentence in page
    assert "violated" not in page
    assert not PageRule.objects.exists()


def test_country_may_be_written_small(editor: Client) -> None:
    assert editor.post(ADD, a_form(row="trending", country="gb")).status_code == 302
    assert PageRule.objects.get().country == "GB"


@pytest.mark.parametrize("profile", ["", "x", "²", "1e5", "-1", "9" * 30])
def test_preview_of_nobody_asks_again(editor: Client, profile: str) -> None:
    answer = editor.get(reverse("admin:recommendations_pagerule_preview"), {"profile": profile, "device": "tv"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["profile"]


def test_profiles_to_pick_from_are_told_apart_by_their_accounts(editor: Client) -> None:
    first, second = a_profile(name="Nell"), a_profile(name="Nell")
    asked = {"term": "Nell", "app_label": "recommendations", "model_name": "servedpage", "field_name": "profile"}

    found = editor.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert first.user is not None
    assert second.user is not None
    assert {one["text"] for one in found} == {f"Nell, {first.user.email}", f"Nell, {second.user.email}"}


def test_letter_with_too_little_in_it_is_not_sent_and_that_is_said(editor: Client) -> None:
    row = DigestSubscription.objects.create(profile=a_profile(name="Ada"), asked_at=LATER)

    answer = editor.post(LETTERS, {"action": "send_now", "_selected_action": [row.pk]}, follow=True)

    assert "Ada gets none" in answer.content.decode()
    assert mail.outbox == []
