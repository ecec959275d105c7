"""Pages through the real client: few queries, clear 404s, and a page whatever is broken behind it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import ModelSlot, ModelVersion, ServedPage
from recommendations.modelstore.active import forget_held
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_series, a_title, an_artwork
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.recommendations import a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db
Budget = Callable[[int], Any]
HOSTILE = ["x", "-1", "9" * 50, "\x00", "\ud800", "1e9", "NaN", "²", "' OR 1=1", "../../etc/passwd", "x" * 5000]


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    for title in titles[:24]:
        an_artwork(title)
    a_promoted_model(now=timezone.now())
    return titles


@pytest.fixture
def ada(board: list[Title]) -> Profile:
    """Has rated, begun and finished something."""
    profile = a_profile()
    now = timezone.now()
    a_rating(profile, board[0], value=5.0, at=now)
    a_play(profile, board[2], seconds=95.0, at=now)
    a_play(profile, board[4], seconds=30.0, at=now)
    return profile


def browser_of(profile: Profile) -> Client:
    """A client whose session is known already: the first page of a session writes its device down."""
    client = signed_in(profile)
    assert client.get("/history/").status_code == 200
    return client


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_home_takes_few_queries_and_fewer_when_the_page_stands(
    ada: Profile, django_assert_max_num_queries: Budget
) -> None:
    text_of(browser_of(a_profile()), "/")  # What the process holds is there.
    client = browser_of(ada)

    with django_assert_max_num_queries(6):
        text_of(client, "/")
    with django_assert_max_num_queries(4):
        text_of(client, "/")
    assert ServedPage.objects.filter(profile=ada).count() == 1


def test_home_of_a_process_that_holds_nothing_stays_within_bounds(
    ada: Profile, django_assert_max_num_queries: Budget
) -> None:
    client = browser_of(ada)

    with django_assert_max_num_queries(32):
        text_of(client, "/")


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("/search/?q=orbit", 13),
        ("/search/?q=nothing+like+it", 13),
        ("/genre/romance/", 7),
        ("/films/", 7),
        ("/my-list/", 7),
        ("/person/{person}/", 9),
        ("/title/{film}/", 13),
        ("/title/{series}/", 15),
    ],
)
def test_every_page_has_a_budget_whatever_the_number_of_titles(
    path: str, budget: int, ada: Profile, board: list[Title], django_assert_max_num_queries: Budget
) -> None:
    person, series = a_person(), a_series(genres=[SPACE], episodes=8)
    for title in [*board[:20], series]:
        a_credit(title, person)
    client = browser_of(ada)
    address = path.format(person=person.slug, film=board[0].slug, series=series.slug)
    text_of(client, address)  # What the process holds is there.

    with django_assert_max_num_queries(budget):
        text_of(client, address)


def test_rows_arrive_with_the_page_that_is_on_the_screen(ada: Profile) -> None:
    client = browser_of(ada)
    token = text_of(client, "/").partition('data-page="')[2].partition('"')[0]
    whole = home_page(viewer=a_viewer(ada, now=timezone.now()))
    assert token == whole.token

    fragment = text_of(client, f"/rows/?page={token}&first=1")

    assert [f'data-row="{row.index}"' in fragment for row in whole.rows[1:4]] == [True] * len(whole.rows[1:4])
    assert 'data-row="0"' not in fragment
    assert "<html" not in fragment


def test_tokens_are_refused_unless_they_are_this_profiles(ada: Profile) -> None:
    other = browser_of(a_profile())
    token = home_page(viewer=a_viewer(ada, now=timezone.now())).token

    for page in (token, token[:-2], token + "x", "x"):
        assert other.get("/rows/", {"page": page}).status_code == 404
        assert other.get("/why/", {"page": page, "row": "0", "column": "0"}).status_code == 404
    assert browser_of(ada).get("/why/", {"page": token, "row": "0", "column": "0"}).status_code == 200


def test_why_tells_the_recorded_reason(ada: Profile, board: list[Title]) -> None:
    page = home_page(viewer=a_viewer(ada, now=timezone.now()))
    client = browser_of(ada)
    row = next(row for row in page.rows if row.kind == "because")

    said = text_of(client, f"/why/?page={page.token}&row={row.index}&column=0")

    assert row.tiles[0].card.name in said
    assert row.tiles[0].reason.text in said
    for wrong in ("row=99&column=0", f"row={row.index}&column=99", "row=-2&column=0", "row=0&column=-1", ""):
        assert client.get(f"/why/?page={page.token}&{wrong}").status_code == 404


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_of_any_query_breaks_a_page(value: str, board: list[Title]) -> None:
    client = browser_of(a_profile())

    for path, name in (
        ("/", "rows"), ("/rows/", "first"), ("/rows/", "page"), ("/why/", "page"), ("/why/", "row"),
        ("/films/", "page"), ("/genre/romance/", "page"), ("/search/", "q"),
    ):  # fmt: skip
        quoted = value.encode("utf-8", "surrogatepass")
        assert client.get(path, {name: quoted}).status_code in {200, 400, 404}, (path, name)


@pytest.mark.parametrize("path", ["/title/{}/", "/genre/{}/", "/mood/{}/", "/person/{}/", "/watch/{}/"])
@pytest.mark.parametrize("slug", ["no-such-thing", "x" * 4000, "-", "%00", "caf%C3%A9", "%ED%A0%80"])
def test_what_does_not_exist_is_404(path: str, slug: str) -> None:
    assert browser_of(a_profile()).get(path.format(slug)).status_code == (400 if slug == "%00" else 404)


def test_what_a_child_may_not_see_does_not_exist(board: list[Title]) -> None:
    adult = a_title("The Cellar Door", genres=["Horror"], moods=["Grim"], maturity=18)
    person = a_person("Greta Grim")
    a_credit(adult, person)
    child, grown_up = browser_of(a_profile(is_kids=True)), browser_of(a_profile())

    for path in (f"/title/{adult.slug}/", "/genre/horror/", "/mood/grim/", f"/person/{person.slug}/"):
        assert child.get(path).status_code == 404, path
        assert "The Cellar Door" in text_of(grown_up, path)
    for path in ("/", "/films/", "/search/?q=cellar+door", "/search/?q=greta+grim"):
        assert "The Cellar Door" not in text_of(child, path)


def test_search_never_ends_empty(ada: Profile) -> None:
    client = browser_of(ada)

    assert "Orbit" in text_of(client, "/search/?q=orbt")
    assert 'class="tile"' in text_of(client, "/search/?q=zzzzqqqq")
    assert 'class="tile"' in text_of(client, "/search/")


def damaged(store: Path) -> None:
    for array in store.rglob("*.npy"):
        array.write_bytes(array.read_bytes()[:-7])


def missing(store: Path) -> None:
    shutil.rmtree(store)


def unknown(store: Path) -> None:
    version = ModelVersion.objects.create(digest="f" * 64, created_at=timezone.now())
    ModelSlot.objects.update(version=version)


@pytest.mark.parametrize("harm", [damaged, missing, unknown])
@pytest.mark.parametrize("path", ["/", "/films/", "/search/?q=orbit", "/title/{}/"])
def test_damaged_or_missing_model_costs_no_page(
    harm: Callable[[Path], None], path: str, ada: Profile, board: list[Title], model_store: Path
) -> None:
    harm(model_store)
    forget_held()

    assert 'class="tile"' in text_of(browser_of(ada), path.format(board[6].slug))


def test_without_any_model_or_history_the_page_is_there() -> None:
    for number in range(12):
        a_title(f"Film {number}", genres=["Drama"])

    assert 'class="tile"' in text_of(browser_of(a_profile()), "/")


def test_empty_catalogue_says_so() -> None:
    assert "Nothing to show yet" in text_of(browser_of(a_profile()), "/")


def test_drawn_tile_stands_for_a_title_without_artwork(ada: Profile, board: list[Title]) -> None:
    client = browser_of(ada)
    address = text_of(client, f"/title/{board[30].slug}/").partition("/drawn/")[2].partition('"')[0]

    drawing = Client().get(f"/drawn/{address}")

    assert (drawing.status_code, drawing["Content-Type"]) == (200, "image/svg+xml")
    assert drawing.content.startswith(b"<svg")
    assert Client().get(f"/drawn/{board[30].slug}.svg").status_code == 404


def test_nobody_without_a_profile_sees_a_page() -> None:
    for path in ("/", "/rows/", "/films/", "/search/?q=x", "/my-list/", "/why/"):
        assert Client().get(path).status_code == 302
