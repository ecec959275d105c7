"""What editors want of pages happens at once, in its time and country, and to nobody else's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from catalog.models import Title
from recommendations.contracts import ReasonKind
from recommendations.models import PageRule, RuleAction
from recommendations.pages.home import home_page
from recommendations.pages.why import why
from tests.factories.accounts import a_profile
from tests.factories.pages import LATER, in_rows, page_of, say, shown
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


def a_rule(action: RuleAction, **about: object) -> PageRule:
    given = {"starts_at": LATER - timedelta(days=1), "reason": "A test.", **about}
    return PageRule.objects.create(action=action, **given)


def test_a_banned_title_is_nowhere_not_even_on_the_own_list(board: list[Title]) -> None:
    profile = a_profile()
    gone = shown(page_of(profile))[0]

    a_rule(RuleAction.BAN, title_id=gone)

    assert gone not in shown(page_of(profile))


def test_a_banned_row_is_gone_by_kind_and_by_key(board: list[Title]) -> None:
    profile = a_profile()
    genres = [row.key for row in page_of(profile).rows if row.kind == "genre"]
    assert genres

    a_rule(RuleAction.BAN, row=genres[0])
    assert genres[0] not in {row.key for row in page_of(profile).rows}
    a_rule(RuleAction.BAN, row="genre")
    assert "genre" not in {row.kind for row in page_of(profile).rows}


def test_a_pinned_row_stands_where_it_is_wanted(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    last = page_of(profile).rows[-1].key

    a_rule(RuleAction.PIN, row=last, position=0)

    assert page_of(profile).rows[0].key == last


def test_a_pinned_title_is_not_the_billboard_of_whoever_watched_it_nor_where_it_is_banned(board: list[Title]) -> None:
    profile, newcomer = a_profile(), a_profile()
    wanted = Title.objects.get(pk=in_rows(page_of(newcomer))[-1])
    say(profile, wanted, 5.0)
    a_rule(RuleAction.PIN, title=wanted)

    watched = page_of(profile).billboard
    a_rule(RuleAction.BAN, title=wanted)
    banned = page_of(newcomer).billboard

    assert watched is not None
    assert watched.card.title_id != wanted.pk
    assert banned is not None
    assert banned.card.title_id != wanted.pk


def test_a_pinned_title_is_the_billboard_unless_it_was_turned_down(board: list[Title]) -> None:
    profile, other = a_profile(), a_profile()
    wanted = Title.objects.get(pk=in_rows(page_of(profile))[-1])
    say(other, wanted, 1.0)

    a_rule(RuleAction.PIN, title=wanted)

    page, others = page_of(profile), page_of(other)
    assert page.billboard is not None
    assert page.billboard.card.title_id == wanted.pk
    assert wanted.pk not in shown(others)


def test_a_boosted_row_comes_up_and_a_buried_one_goes_down(board: list[Title]) -> None:
    profile = a_profile()
    keys = [row.key for row in page_of(profile).rows]
    first, last = keys[1], keys[-1]
    assert len(keys) >= 3

    a_rule(RuleAction.BOOST, row=last)
    a_rule(RuleAction.BURY, row=first)

    after = [row.key for row in page_of(profile).rows]
    assert after.index(last) < (after.index(first) if first in after else len(after))


def test_a_boosted_title_comes_up(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    last = shown(page_of(profile))[-1]
    before = shown(page_of(profile)).index(last)

    a_rule(RuleAction.BOOST, title_id=last)

    assert shown(page_of(profile)).index(last) < before


@pytest.mark.parametrize(
    ("when", "is_gone"),
    [
        ({"ends_at": LATER - timedelta(hours=1)}, False),
        ({"starts_at": LATER + timedelta(hours=1)}, False),
        ({"country": "DE"}, False),
        ({"ends_at": LATER + timedelta(hours=1)}, True),
    ],
)
def test_rules_have_a_time_and_a_country(board: list[Title], when: dict[str, object], is_gone: bool) -> None:
    profile = a_profile(country="GB")
    title = shown(page_of(profile))[0]

    a_rule(RuleAction.BAN, title_id=title, **when)

    assert (title not in shown(page_of(profile))) == is_gone


def test_a_page_that_stands_is_decided_anew_when_a_rule_begins_or_ends_by_its_date(board: list[Title]) -> None:
    profile = a_profile()
    title = shown(page_of(profile))[0]
    a_rule(
        RuleAction.BAN, title_id=title, starts_at=LATER + timedelta(minutes=10), ends_at=LATER + timedelta(minutes=20)
    )

    pages = [shown(page_of(profile, now=LATER + timedelta(minutes=minutes))) for minutes in (5, 15, 25)]

    assert [title in page for page in pages] == [True, False, True]


def test_a_preview_is_decided_anew_and_leaves_no_trace(board: list[Title]) -> None:
    profile = a_profile()
    viewer = replace(a_viewer(profile), now=LATER)
    first = page_of(profile)

    preview = home_page(viewer=viewer, record=False, anew=True)

    assert preview.token != first.token
    assert page_of(profile).token == first.token


def test_what_an_editor_pins_says_so_wherever_its_reason_is_told(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    assert page_of(profile).rows
    a_rule(RuleAction.PIN, title=board[11])

    page = page_of(profile)
    assert page.billboard is not None
    found = why(viewer=a_viewer(profile, now=LATER), token=page.token, row=-1, column=0)

    assert page.billboard.card.title_id == board[11].pk
    assert page.billboard.reason.text == found.title.reason == "Chosen by our editors"
    assert page.billboard.reason.kind == ReasonKind.EDITORS
    assert not found.title.causes
