"""A forgotten title is a reason no more, on no page that was served, whoever still holds that page's token."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import ArtworkDecision, DecidedPage, PageRow, PageTile, Reason, ReasonKind
from recommendations.events.actions import set_listed
from recommendations.events.forget import forget
from recommendations.events.page_token import sign_page
from recommendations.events.unquote import HEADING, TEXT, unquote_title
from recommendations.models import ServedPage
from recommendations.pages.content import as_content
from recommendations.pages.state import fingerprint_of
from recommendations.pages.why import why
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import NOON, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db


def because(title: Title, kind: ReasonKind = ReasonKind.BECAUSE_LIKED) -> Reason:
    return Reason(kind=kind, text=f"Because of {title.name}", evidence=((title.pk, 0.5), (10_000_001, 0.2)))


def a_tile(title: Title, reason: Reason) -> PageTile:
    choice = ArtworkDecision(
        title_id=title.pk, artwork_id=7, propensity=0.95, candidates=(7, 8), policy="affinity", explored=False
    )
    return PageTile(title_id=title.pk, reason=reason, match=80, artwork=choice)


def a_served_page(profile: Profile, *, cause: Title, shown: Title, kept: Title) -> ServedPage:
    """A page whose billboard, first row and one tile are there because of `cause`."""
    begun = replace(
        a_tile(cause, Reason(kind=ReasonKind.UNFINISHED, text="You began these")), progress=0.5, left_seconds=60.0
    )
    page = DecidedPage(
        id=uuid4(),
        profile_id=profile.pk,
        served_at=NOON,
        billboard=a_tile(shown, because(cause)),
        rows=[
            PageRow(
                key=f"because:{cause.pk}", kind="because", heading=f"Because you liked {cause.name}",
                reason=because(cause), tiles=[a_tile(shown, because(cause)), a_tile(kept, because(kept)), begun],
            ),
            PageRow(key="empty", kind="genre", heading="Drama", reason=because(kept), tiles=[]),
        ],
        model_version="v1",
        policy="blend-1",
    )  # fmt: skip
    viewer = a_viewer(profile)
    return ServedPage.objects.create(
        id=page.id, served_at=NOON, expires_at=NOON, profile=profile, device="laptop", taste_epoch=0,
        catalogue_version=1, policy=page.policy, fingerprint=fingerprint_of(viewer=viewer, arm=""),
        content=as_content(page),
    )  # fmt: skip


@pytest.fixture
def stage() -> dict[str, Any]:
    """A profile that liked and watched one title, and a page that says so."""
    profile, cause, shown, kept = a_profile(), a_title("Ebb"), a_title("Flood"), a_title("Tide")
    a_rating(profile, cause)
    a_play(profile, cause, seconds=50.0)
    return {"profile": profile, "cause": cause, "page": a_served_page(profile, cause=cause, shown=shown, kept=kept)}


def test_forgotten_title_is_named_by_no_page_any_more(stage: dict[str, Any]) -> None:
    profile, page = stage["profile"], stage["page"]
    before = page.content

    forget(viewer=a_viewer(profile), title_id=stage["cause"].pk, now=NOON)
    page.refresh_from_db()

    assert "Ebb" not in str(page.content)
    assert page.content["rows"][0]["heading"] == HEADING
    assert page.content["rows"][0]["reason"]["text"] == TEXT
    assert "progress" not in page.content["rows"][0]["tiles"][2]
    assert page.content["rows"][0]["tiles"][1] == before["rows"][0]["tiles"][1], "What others caused is as it was."
    assert page.content["rows"][1] == before["rows"][1]
    shown = [tile["artwork"] for row in page.content["rows"] for tile in row["tiles"]]
    assert shown == [tile["artwork"] for row in before["rows"] for tile in row["tiles"]]


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (0, 0), (0, 1)], ids=["billboard", "tile", "neighbour"])
def test_why_this_does_not_name_it(stage: dict[str, Any], row: int, column: int) -> None:
    profile, page = stage["profile"], stage["page"]
    token = sign_page(page.pk, page.served_at, profile.pk)
    assert "Ebb" in str(why(viewer=a_viewer(profile), token=token, row=row, column=column))

    forget(viewer=a_viewer(profile), title_id=stage["cause"].pk, now=NOON)

    assert "Ebb" not in str(why(viewer=a_viewer(profile), token=token, row=row, column=column))


def test_series_is_named_until_its_last_episode_is_forgotten() -> None:
    profile, series = a_profile(), a_series("Ebb")
    page = a_served_page(profile, cause=series, shown=a_title(), kept=a_title())
    first, second = series.seasons.get().episodes.order_by("number")
    for episode in (first, second):
        a_play(profile, series, episode=episode, seconds=50.0)

    forget(viewer=a_viewer(profile), title_id=series.pk, episode_id=first.pk, now=NOON)
    page.refresh_from_db()
    assert "Ebb" in str(page.content)
    forget(viewer=a_viewer(profile), title_id=series.pk, episode_id=second.pk, now=NOON)
    page.refresh_from_db()
    assert "Ebb" not in str(page.content)


def test_what_stays_on_the_list_may_be_named_for_that(stage: dict[str, Any]) -> None:
    profile, cause = stage["profile"], stage["cause"]
    set_listed(viewer=a_viewer(profile), title_id=cause.pk, listed=True, now=NOON)
    page = stage["page"]
    page.content["rows"][0]["tiles"][0]["reason"] |= {"kind": "because_listed", "text": "Because you saved Ebb"}
    page.save()

    forget(viewer=a_viewer(profile), title_id=cause.pk, now=NOON)
    page.refresh_from_db()

    assert str(page.content).count("Ebb") == 1


def test_other_profiles_keep_their_reasons(stage: dict[str, Any]) -> None:
    other = a_profile()
    theirs = a_served_page(other, cause=stage["cause"], shown=a_title(), kept=a_title())

    forget(viewer=a_viewer(stage["profile"]), title_id=stage["cause"].pk, now=NOON)
    theirs.refresh_from_db()

    assert "Ebb" in str(theirs.content)


def test_page_without_billboard_or_rows_is_borne(stage: dict[str, Any]) -> None:
    page = stage["page"]
    page.content = {"billboard": None, "rows": []}
    page.save()

    assert unquote_title(profile_id=stage["profile"].pk, title_id=stage["cause"].pk) == 0
    page.refresh_from_db()
    assert page.content == {"billboard": None, "rows": []}
