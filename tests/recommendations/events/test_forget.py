"""What is taken back is gone, from the tables and from the next page; the rest stays."""

from datetime import timedelta

import pytest

from recommendations.events import actions
from recommendations.events.forget import forget, forget_everything
from recommendations.events.history import HistoryEntry, read_history
from recommendations.events.taste import read_taste, taste_epoch
from recommendations.models import Event, PlaySession, ServedPage, Shortlist, WatchProgress
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import NOON, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db


def names(entries: object) -> list[str]:
    return [entry.name for entry in entries if isinstance(entry, HistoryEntry)]  # type: ignore[attr-defined]


def test_forgotten_title_leaves_nothing_behind() -> None:
    profile, gone, kept = a_profile(), a_title(), a_title()
    for title in (gone, kept):
        a_play(profile, title, seconds=95.0)
        a_rating(profile, title)
    before = taste_epoch(profile.pk)

    assert forget(viewer=a_viewer(profile), title_id=gone.pk, now=NOON)

    taste = read_taste(profile_id=profile.pk, now=NOON)
    assert (set(taste.ratings), set(taste.strengths), set(taste.watched)) == ({kept.pk}, {kept.pk}, {kept.pk})
    assert not Event.objects.filter(title=gone).exists()
    assert not PlaySession.objects.filter(title=gone).exists()
    assert taste.epoch == before + 1


def test_forgetting_nothing_says_so() -> None:
    profile = a_profile()

    assert not forget(viewer=a_viewer(profile), title_id=a_title().pk, now=NOON)
    assert taste_epoch(profile.pk) == 0


def test_one_episode_can_be_forgotten_alone() -> None:
    profile, series = a_profile(), a_series()
    first, second = series.seasons.get().episodes.order_by("number")
    for episode in (first, second):
        a_play(profile, series, episode=episode, seconds=95.0)

    forget(viewer=a_viewer(profile), title_id=series.pk, episode_id=first.pk, now=NOON)

    assert WatchProgress.objects.get().episode == second


def test_clearing_keeps_my_list_and_other_profiles() -> None:
    mine, other, title = a_profile(), a_profile(), a_title()
    for profile in (mine, other):
        a_play(profile, title, seconds=95.0)
        actions.set_listed(viewer=a_viewer(profile), title_id=title.pk, listed=True, now=NOON)

    forget_everything(viewer=a_viewer(mine), now=NOON)

    taste = read_taste(profile_id=mine.pk, now=NOON)
    assert (taste.watched, list(taste.listed)) == (frozenset(), [title.pk])
    assert read_taste(profile_id=other.pk, now=NOON).watched == {title.pk}


@pytest.mark.parametrize("everything", [True, False])
def test_what_is_forgotten_is_in_no_shortlist_any_more(everything: bool) -> None:
    mine, other, title = a_profile(), a_profile(), a_title()
    for profile in (mine, other):
        a_play(profile, title, seconds=95.0)
        Shortlist.objects.create(profile=profile, digest="d", title_ids=[title.pk], scores=[1.0], made_at=NOON)

    if everything:
        forget_everything(viewer=a_viewer(mine), now=NOON)
    else:
        forget(viewer=a_viewer(mine), title_id=title.pk, now=NOON)

    assert Shortlist.objects.get().profile == other


def test_history_is_newest_first_and_goes_on_where_it_stopped() -> None:
    profile = a_profile()
    titles = [a_title() for _number in range(5)]
    for hour, title in enumerate(titles[:3]):
        a_play(profile, title, seconds=30.0, at=NOON + timedelta(hours=hour))
    for hour, title in enumerate(titles[3:]):
        a_rating(profile, title, source="import", at=NOON - timedelta(hours=1 + hour))

    first, more = read_history(viewer=a_viewer(profile), limit=3)
    second, end = read_history(viewer=a_viewer(profile), after=more, limit=3)

    assert names(first) == [title.name for title in reversed(titles[:3])]
    assert names(second) == [title.name for title in titles[3:]]
    assert end is None


def test_history_shows_no_title_above_the_ceiling() -> None:
    profile, title = a_profile(), a_title(maturity=16)
    a_play(profile, title, seconds=30.0)
    profile.maturity_ceiling = 13
    profile.save()

    assert read_history(viewer=a_viewer(profile), limit=5) == ([], None)


def test_history_takes_two_queries(django_assert_num_queries: object) -> None:
    profile = a_profile()
    for _number in range(6):
        a_play(profile, a_title(), seconds=30.0)

    with django_assert_num_queries(2):  # type: ignore[operator]
        read_history(viewer=a_viewer(profile), limit=50)


def test_pages_that_quote_the_history_go_with_it() -> None:
    profile, other = a_profile(), a_profile()
    for each in (profile, other):
        home_page(viewer=a_viewer(each))

    forget_everything(viewer=a_viewer(profile), now=NOON)

    assert list(ServedPage.objects.values_list("profile_id", flat=True)) == [other.pk]
