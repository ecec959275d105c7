"""A row stays where it stood a moment ago, unless the viewer has asked less of it since."""

from datetime import timedelta

import pytest

from recommendations.pages.last_page import LastPage, familiarity
from tests.factories.rankings import some_ranking
from tests.recommendations.pages.test_layout import a_draft

CONTEXT = some_ranking(size=150, seed=2)
NOW = CONTEXT.viewer.now


def last_page(*, hours: float = 0.0) -> LastPage:
    return LastPage(served_at=NOW - timedelta(hours=hours), row_keys=("top_picks", "genre:drama"), billboard=None)


def test_where_a_row_stood_counts_most_and_less_with_the_hours() -> None:
    drafts = [a_draft("genre:drama", []), a_draft("trending", [])]

    now, later, gone = (familiarity(drafts, last_page(hours=hours), CONTEXT) for hours in (0.0, 1.5, 3.0))

    assert now[0, :3].tolist() == [0.5, 1.0, 0.5]
    assert later[0, 1] == pytest.approx(0.5)
    assert not now[1].any()
    assert not gone.any()


def test_where_a_row_stood_is_no_reason_for_what_less_was_asked_of() -> None:
    drafts = [a_draft("genre:drama", [], is_asked_less=True), a_draft("top_picks", [])]

    found = familiarity(drafts, last_page(), CONTEXT)

    assert not found[0].any()
    assert found[1, 0] == 1.0
