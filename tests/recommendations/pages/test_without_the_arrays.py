"""A web node that cannot read the model ranks by what the last bulk run held best for the profile."""

import shutil
from pathlib import Path

import pytest

from catalog.models import Title
from recommendations.models import ModelSlot, Shortlist
from recommendations.modelstore.active import forget_held
from tests.factories.accounts import a_profile
from tests.factories.pages import page_of, say, shown
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


def lose_the_arrays(model_store: Path) -> None:
    digest = ModelSlot.objects.values_list("version__digest", flat=True).get()
    shutil.rmtree(model_store / digest)
    forget_held()


def test_pages_are_ranked_by_the_shortlist(board: list[Title], model_store: Path) -> None:
    profile = a_profile()
    say(profile, board[0])
    best = [title.pk for title in board[1:20:2]]
    Shortlist.objects.create(
        profile=profile, digest="0" * 64, title_ids=best, scores=[10.0 - place for place in range(10)], made_at=NOON
    )
    lose_the_arrays(model_store)

    page = page_of(profile)

    # Which of two rows of the same worth takes them is the day's luck.
    first = [tile.card.title_id for row in page.rows[:3] for tile in row.tiles]
    assert page.billboard is not None
    assert len({page.billboard.card.title_id, *first} & set(best)) >= 8


def test_what_the_viewer_may_not_see_any_more_stays_away(board: list[Title], model_store: Path) -> None:
    profile = a_profile()
    say(profile, board[0])
    Shortlist.objects.create(
        profile=profile, digest="0" * 64, title_ids=[board[1].pk, 10**12], scores=[2.0, 1.0], made_at=NOON
    )
    Title.objects.filter(pk=board[1].pk).update(is_published=False)
    lose_the_arrays(model_store)

    page = page_of(profile)

    assert shown(page)
    assert board[1].pk not in shown(page)


def test_without_a_shortlist_the_page_renders_all_the_same(board: list[Title], model_store: Path) -> None:
    profile = a_profile()
    say(profile, board[0])
    lose_the_arrays(model_store)

    assert shown(page_of(profile))
