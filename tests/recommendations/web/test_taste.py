"""The forms of "Why this?" and of the taste page: what they do, how they are taken back, and where they lead."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Adjustment, HiddenTitle, StoppedRow, TasteState, WatchProgress
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_title
from tests.factories.recommendations import a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def title() -> Title:
    found = a_title("Salt", genres=["Drama"], moods=["Haunting"])
    a_credit(found, a_person("Ines Vale", slug="ines-vale"))
    return found


@pytest.fixture
def profile(title: Title) -> Profile:
    return a_profile()


@pytest.fixture
def client(profile: Profile) -> Client:
    return signed_in(profile)


GENRE = {"group": "genre", "subject": "drama"}


@pytest.mark.parametrize(("group", "subject"), [("genre", "drama"), ("mood", "haunting"), ("person", "ines-vale")])
def test_dial_is_turned_and_turned_back(client: Client, profile: Profile, group: str, subject: str) -> None:
    for word in ("more", "less", "never"):
        client.post("/taste/adjust/", {"group": group, "subject": subject, "wanted": word})
        found = Adjustment.objects.get(profile=profile)
        assert found.wanted == word
        assert [bool(found.genre), bool(found.mood), bool(found.person)].count(True) == 1

    client.post("/taste/adjust/", {"group": group, "subject": subject, "wanted": "as_it_is"})

    assert not Adjustment.objects.exists()


def test_row_is_stopped_and_used_again(client: Client, profile: Profile) -> None:
    client.post("/taste/row/", {"row": "genre:drama", "stopped": "1"})
    assert StoppedRow.objects.get(profile=profile).row == "genre:drama"
    assert "Drama" in client.get("/taste/").content.decode()

    client.post("/taste/row/", {"row": "genre:drama", "stopped": "0"})

    assert not StoppedRow.objects.exists()


def test_starting_afresh_asks_whether_one_is_sure_and_is_taken_back(client: Client, profile: Profile) -> None:
    client.post("/taste/afresh/", {"afresh": "1"})
    assert not TasteState.objects.filter(restarted_at__isnull=False).exists()

    client.post("/taste/afresh/", {"afresh": "1", "sure": "1"})
    assert TasteState.objects.get(profile=profile).restarted_at
    assert "You started afresh" in client.get("/taste/").content.decode()

    client.post("/taste/afresh/", {"afresh": "0"})
    assert TasteState.objects.get(profile=profile).restarted_at is None


def test_hours_are_left_out_and_used_again(client: Client, profile: Profile) -> None:
    client.post("/taste/hours/", {"used": "0"})
    assert TasteState.objects.get(profile=profile).ignores_moments

    client.post("/taste/hours/", {"used": "1"})
    assert not TasteState.objects.get(profile=profile).ignores_moments


def test_form_leads_back_to_where_it_was_and_to_its_place_there(client: Client) -> None:
    body = {**GENRE, "wanted": "less", "anchor": "genre-drama"}

    back = client.post("/taste/adjust/", body, headers={"referer": "http://testserver/why/?page=x&row=0&column=1"})
    away = client.post("/taste/adjust/", body, headers={"referer": "https://elsewhere.example/"})
    odd = client.post("/taste/adjust/", body | {"anchor": "x\r\n"}, headers={"referer": "http://testserver/taste/"})

    assert back["Location"] == "/why/?page=x&row=0&column=1#genre-drama"
    assert away["Location"] == "/taste/"
    assert odd["Location"] == "/taste/"


def test_script_gets_a_sentence_instead(client: Client) -> None:
    answer = client.post("/taste/adjust/", {**GENRE, "wanted": "less"}, headers={"accept": "application/json"})

    assert answer.json() == {"message": "You will see less of this: Drama."}


@pytest.mark.parametrize("wrong", [{"wanted": "lots"}, {"wanted": ""}, {"group": "colour"}, {"group": ""}])
def test_wish_that_is_none_is_refused(client: Client, wrong: dict[str, str]) -> None:
    assert client.post("/taste/adjust/", {**GENRE, "wanted": "less"} | wrong).status_code == 400
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize(("path", "body"), [("row", {"row": "trending"}), ("hours", {}), ("afresh", {"sure": "1"})])
def test_switch_that_is_neither_on_nor_off_is_refused(client: Client, path: str, body: dict[str, str]) -> None:
    assert client.post(f"/taste/{path}/", body).status_code == 400


@pytest.mark.parametrize("row", ["", "nothing", "genre:nothing", "because:1", "x" * 500])
def test_row_that_is_none_is_not_found(client: Client, row: str) -> None:
    assert client.post("/taste/row/", {"row": row, "stopped": "1"}).status_code == 404
    assert not StoppedRow.objects.exists()


def test_child_adjusts_what_it_may_see_and_no_people(title: Title) -> None:
    grim = a_title("Cellar", genres=["Horror"], maturity=18)
    child = signed_in(a_profile(is_kids=True))

    def status(group: str, subject: str) -> int:
        body = {"group": group, "subject": subject, "wanted": "never"}
        return int(child.post("/taste/adjust/", body).status_code)

    assert status("genre", "drama") == 302
    assert status("genre", "horror") == 404, f"{grim} is above the ceiling."
    assert status("person", "ines-vale") == 404
    page = child.get("/taste/").content.decode()
    assert "Horror" not in page
    assert "People" not in page


@pytest.mark.parametrize("path", ["adjust", "row", "hours", "afresh"])
def test_nothing_changes_by_reading(client: Client, path: str) -> None:
    assert client.get(f"/taste/{path}/").status_code == 405


def test_page_says_what_is_believed_and_offers_to_correct_it(client: Client, profile: Profile, title: Title) -> None:
    a_play(profile, title, seconds=95.0)

    page = client.get("/taste/").content.decode()

    assert "from 1 title watched, liked or saved" in page
    assert page.count('name="wanted" value="never"') == 2
    assert "100 % of what you choose" in page


def test_title_page_says_why_and_how_likely_and_leads_to_the_corrections(client: Client, title: Title) -> None:
    page = client.get(f"/title/{title.slug}/").content.decode()
    assert "Why we think you&#x27;d like it" in page or "Why we think you'd like it" in page
    assert f"/title/{title.slug}/why/" in page

    told = client.get(f"/title/{title.slug}/why/").content.decode()
    assert f"Why {title.name}?" in told
    assert 'name="subject" value="drama"' in told
    client.post(f"/title/{title.slug}/hide/", {"hidden": "1"})
    assert HiddenTitle.objects.exists()
    assert "Why we think" not in client.get(f"/title/{title.slug}/").content.decode()
    assert "Suggest it again" in client.get(f"/title/{title.slug}/why/").content.decode()


def test_what_a_thumb_keeps_away_is_not_offered_back_by_a_button_that_would_not_do_it(
    client: Client, profile: Profile, title: Title
) -> None:
    a_rating(profile, title, value=1.0)

    page = client.get(f"/title/{title.slug}/").content.decode()
    told = client.get(f"/title/{title.slug}/why/").content.decode()

    assert "Suggest it again" not in page + told
    assert "Not interested" not in page
    assert "Taking the thumb back" in told
    client.post(f"/title/{title.slug}/rate/", {"value": "clear"})
    assert "Not interested" in client.get(f"/title/{title.slug}/").content.decode()


def test_cause_is_left_out_and_taken_back_by_the_forms_of_the_taste_page(
    client: Client, profile: Profile, title: Title
) -> None:
    a_rating(profile, title, value=5.0)

    client.post("/history/exclude/", {"title": title.pk, "excluded": "1"})
    assert f"Learn from {title.name} again" in client.get("/taste/").content.decode()
    client.post("/history/exclude/", {"title": title.pk, "excluded": "0"})

    assert not WatchProgress.objects.exists()


def test_taste_page_takes_a_fixed_number_of_queries(
    client: Client, profile: Profile, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        other = a_title(f"Film {number}", genres=[f"Genre {number}"], moods=["Warm"])
        a_credit(other, a_person(f"Person {number}"))
        a_rating(profile, other, value=5.0)
    client.get("/taste/")  # The first page of a session remembers its device.

    with django_assert_max_num_queries(12):
        client.get("/taste/")


def test_title_opened_from_a_row_tells_of_the_row_and_offers_to_stop_it(
    client: Client, profile: Profile, title: Title
) -> None:
    viewer = a_viewer(profile, now=timezone.now())
    for number in range(8):
        a_title(f"Other {number}", genres=["Drama"])
    page = home_page(viewer=viewer)
    row = next(row for row in page.rows if row.tiles)
    there = f"?page={page.token}&row={row.index}&column={row.tiles[0].column}"
    of_another = f"?page={page.token}&row={row.index}&column={row.tiles[1].column}"
    path = f"/title/{row.tiles[0].card.slug}/why/"

    told = client.get(path + there).content.decode()

    assert row.heading in told
    assert 'action="/taste/row/"' in told
    assert f'name="page" value="{page.token}"' in told
    for elsewhere in (of_another, "?page=nonsense&row=0&column=0", ""):
        answer = client.get(path + elsewhere)
        assert answer.status_code == 200
        assert 'action="/taste/row/"' not in answer.content.decode()
