"""Whatever breaks, the page stands, says less, and the log says why."""

from typing import Any

import pytest

from catalog.models import Title
from recommendations.contracts import Taste
from recommendations.models import ModelSlot
from recommendations.modelstore.active import forget_held
from recommendations.pages.compose import compose
from recommendations.rows import ROW_TYPES
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.pages import page_of, say, shown
from tests.factories.rankings import decided, some_ranking
from tests.factories.recommendations import NOON


@pytest.mark.django_db
def test_no_title_at_all() -> None:
    page = page_of(a_profile())

    assert (page.billboard, list(page.rows)) == (None, [])


@pytest.mark.django_db
def test_one_title() -> None:
    title = a_title("Alone", added_at=NOON)

    assert shown(page_of(a_profile())) == [title.pk]


@pytest.mark.django_db
def test_everything_is_above_the_ceiling() -> None:
    for number in range(8):
        a_title(f"Adult {number}", maturity=18, added_at=NOON)

    assert shown(page_of(a_profile(is_kids=True))) == []


@pytest.mark.django_db
def test_no_model(board: list[Title]) -> None:
    ModelSlot.objects.all().delete()
    forget_held()
    profile = a_profile()
    say(profile, board[0])

    page = page_of(profile)

    assert shown(page)
    assert page.model_version is None


@pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda row_type: row_type.key)
def test_a_row_that_raises_is_left_out(row_type: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Any, _context: Any) -> Any:
        raise FloatingPointError("A row with a defect.")

    monkeypatch.setattr(type(row_type), "offer", broken)
    page = compose(context=some_ranking(seed=2))

    assert page.rows
    assert row_type.key not in {row.draft.kind for row in page.rows}


def test_a_taste_of_titles_that_are_gone() -> None:
    gone = Taste(epoch=1, ratings={99_999: 5.0}, strengths={99_999: 2.0}, listed=[99_998], seen={99_997: 4})

    assert decided(some_ranking(taste=gone)).rows
