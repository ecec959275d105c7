"""Whatever breaks behind it, the home page answers 200, says less, and the log says why."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone
from structlog.testing import capture_logs

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Reason, ReasonKind, RowDraft, Scored
from recommendations.models import ListEntry, PageRule, Rating, ServedPage
from recommendations.models.page_rule import RuleAction
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.weighed import Weighed
from recommendations.pages import home
from recommendations.pages.decide import TileMaker
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES
from recommendations.rows.top_picks import TopPicks
from tests.factories.accounts import a_profile, signed_in
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import a_rating

pytestmark = pytest.mark.django_db
Logs = list[MutableMapping[str, Any]]


@pytest.fixture
def said() -> Iterator[Logs]:
    """What the site logged."""
    with capture_logs() as logs:
        yield logs


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=timezone.now())
    return titles


@pytest.fixture
def ada(board: list[Title]) -> Profile:
    profile = a_profile()
    a_rating(profile, board[0], value=5.0, at=timezone.now() - timedelta(days=2))
    return profile


def page_of(profile: Profile, client: Client | None = None) -> str:
    response = (client or signed_in(profile)).get("/")
    assert response.status_code == 200
    return response.content.decode()


def events(said: Logs) -> set[str]:
    return {str(entry["event"]) for entry in said}


def test_a_page_without_faults_logs_none(ada: Profile, said: Logs) -> None:
    assert 'data-row-key="top_picks"' in page_of(ada)
    assert not {entry["log_level"] for entry in said} & {"warning", "error", "critical"}


def test_scores_that_are_no_numbers_cost_the_model_and_not_the_page(
    ada: Profile, said: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_numbers(self: Bundle, **_told: object) -> Weighed:
        nothing = np.full(len(self.title_ids), np.nan, dtype=np.float32)
        return Weighed(scores=nothing, odds=nothing)

    monkeypatch.setattr(Bundle, "weigh", not_numbers)

    assert 'class="tile"' in page_of(ada)
    assert "model_unusable" in events(said)


@pytest.mark.parametrize(
    "offered",
    [
        {"titles": [Scored(title_id=1, score=float("nan"))]},
        {"titles": [Scored(title_id=1, score=float("inf")), Scored(title_id=2, score=1.0)]},
        {"affinity": float("nan"), "titles": []},
    ],
)
def test_a_row_with_scores_that_are_no_numbers_is_left_out(
    offered: dict[str, Any], ada: Profile, said: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = Reason(kind=ReasonKind.POPULAR, text="For no reason")

    def offer(_self: TopPicks, context: RankingContext) -> Iterable[RowDraft]:
        every = [Scored(title_id=title, score=0.0) for title in context.catalogue.title_ids.tolist()]
        titles = [*offered["titles"], *every]
        yield replace(
            RowDraft(key="top_picks", kind="top_picks", heading="Unsound", titles=titles, reason=reason),
            affinity=offered.get("affinity", 0.0),
        )

    monkeypatch.setattr(TopPicks, "offer", offer)
    page = page_of(ada)

    assert "Unsound" not in page
    assert 'class="tile"' in page
    assert [entry["row"] for entry in said if entry["event"] == "row_not_finite"] == ["top_picks"]


def test_rows_that_raise_are_left_out_and_named(ada: Profile, said: Logs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Any, _context: Any) -> Any:
        raise ZeroDivisionError("A row with a defect.")

    whole = page_of(ada)
    for row_type in ROW_TYPES:
        if row_type.key != "genre":
            monkeypatch.setattr(type(row_type), "offer", broken)
    ServedPage.objects.all().delete()
    page = page_of(ada)

    assert 'class="tile"' in page
    assert page.count('data-row-key="') < whole.count('data-row-key="')
    assert {entry["row"] for entry in said if entry["event"] == "row_failed"} >= {"top_picks", "trending"}


def test_a_page_that_cannot_be_decided_shows_what_is_popular_until_it_can(
    ada: Profile, said: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = TileMaker.prepare

    def broken(self: TileMaker, title_ids: Any) -> None:
        if not self.context.is_newcomer:
            raise ZeroDivisionError("Reasons with a defect.")
        prepare(self, title_ids)

    client = signed_in(ada)
    with monkeypatch.context() as patch:
        patch.setattr(TileMaker, "prepare", broken)
        page = page_of(ada, client)
    assert 'class="tile"' in page
    assert "Because you" not in page
    assert "page_failed" in events(said)
    assert ServedPage.objects.get(profile=ada).policy == home.PLAIN

    assert "Because you" in page_of(ada, client), "The next visit did not try again."


def test_a_stored_page_that_cannot_be_read_is_decided_anew(ada: Profile, said: Logs) -> None:
    client = signed_in(ada)
    page_of(ada, client)
    ServedPage.objects.update(content={"billboard": None, "rows": [{"key": "top_picks", "tiles": 7}]})

    assert 'class="tile"' in page_of(ada, client)
    assert "stored_page_unreadable" in events(said)


def everything_watched(profile: Profile, titles: list[Title]) -> None:
    Rating.objects.filter(profile=profile).delete()
    Rating.objects.bulk_create(
        Rating(profile=profile, title=title, value=4.0, rated_at=timezone.now()) for title in titles
    )


def everything_banned(_profile: Profile, titles: list[Title]) -> None:
    PageRule.objects.bulk_create(
        PageRule(action=RuleAction.BAN, title=title, starts_at=timezone.now() - timedelta(hours=1)) for title in titles
    )


def everything_unpublished(_profile: Profile, _titles: list[Title]) -> None:
    Title.objects.update(is_published=False)


def everything_gone(_profile: Profile, _titles: list[Title]) -> None:
    ListEntry.objects.all().delete()
    Title.objects.all().delete()


def all_but_one_gone(_profile: Profile, titles: list[Title]) -> None:
    Title.objects.exclude(pk=titles[5].pk).delete()


@pytest.mark.parametrize(
    ("harm", "shows"),
    [
        (everything_watched, True),
        (everything_banned, False),
        (everything_unpublished, False),
        (everything_gone, False),
        (all_but_one_gone, True),
    ],
)
def test_what_is_left_is_shown_and_nothing_else(
    harm: Callable[[Profile, list[Title]], None], shows: bool, ada: Profile, board: list[Title], said: Logs
) -> None:
    """Both where the page was decided before, and where it is decided now."""
    client = signed_in(ada)
    page_of(ada, client)
    harm(ada, board)

    for _time in range(2):
        page = page_of(ada, client)
        assert ('class="tile"' in page or 'class="billboard' in page) == shows
        assert ("Nothing to show yet" in page) != shows
    assert not events(said) & {"page_failed", "row_failed", "model_unusable"}


def test_without_broker_and_cache_a_thumb_is_on_the_next_page(
    ada: Profile, board: list[Title], broker_away: None
) -> None:
    client = signed_in(ada)
    assert board[2].name in page_of(ada, client)

    rated = client.post(f"/title/{board[2].slug}/rate/", {"value": "down"})

    assert rated.status_code == 302
    assert f">{board[2].name}<" not in page_of(ada, client)
