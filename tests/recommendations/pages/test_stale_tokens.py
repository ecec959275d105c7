"""A token of a page of before the rules changed serves nothing of it: its words may name what is forbidden now."""

from dataclasses import replace

import pytest

from accounts.models import Profile
from catalog.maturity import Maturity
from catalog.models import Title
from recommendations.contracts import Page, Viewer
from recommendations.pages.home import home_page
from recommendations.pages.why import PlaceNotFound, why
from tests.factories.accounts import a_profile
from tests.factories.pages import LATER, page_of, say
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


def words_of(page: Page) -> str:
    rows = [row.heading + row.reason.text + "".join(tile.reason.text for tile in row.tiles) for row in page.rows]
    return "".join(rows) + (page.billboard.reason.text if page.billboard else "")


@pytest.fixture
def fan(board: list[Title]) -> Profile:
    """Somebody who liked a title that is for grown-ups only."""
    profile = a_profile()
    Title.objects.filter(pk=board[0].pk).update(maturity=Maturity.EIGHTEEN)
    say(profile, board[0])
    return profile


def lowered(profile: Profile) -> Viewer:
    return replace(a_viewer(profile, now=LATER), ceiling=Maturity.SEVEN)


def test_rows_that_come_later_do_not_name_what_is_above_a_lowered_ceiling(fan: Profile, board: list[Title]) -> None:
    page = page_of(fan)
    assert board[0].name in words_of(page)

    rest = home_page(viewer=lowered(fan), page_token=page.token)

    assert rest.token != page.token
    assert board[0].name not in words_of(rest)


def test_why_is_not_answered_by_a_page_of_before(fan: Profile) -> None:
    page = page_of(fan)
    place = {"token": page.token, "row": page.rows[0].index, "column": 0}
    assert why(viewer=a_viewer(fan, now=LATER), **place).title.reason  # type: ignore[arg-type]

    with pytest.raises(PlaceNotFound):
        why(viewer=lowered(fan), **place)  # type: ignore[arg-type]
