"""What rows claim of the viewer counts only what the viewer chose: watched, rated or saved."""

from recommendations.contracts import Taste
from recommendations.rows.because import Because
from recommendations.rows.person import PersonRows
from recommendations.rows.top_picks import TopPicks
from recommendations.rows.watch_again import WatchAgain
from tests.factories.rankings import some_ranking


def some_titles(count: int) -> list[int]:
    context = some_ranking()
    return [int(title) for title in context.catalogue.title_ids[context.visible]][:count]


def test_top_picks_count_what_was_chosen_and_not_what_was_passed_over() -> None:
    saved, *passed = some_titles(20)
    strengths = {saved: 0.3} | dict.fromkeys(passed, -0.1)

    (row,) = TopPicks().offer(some_ranking(taste=Taste(epoch=1, strengths=strengths, listed=[saved])))

    assert row.reason.text == "From 1 title that you watched, rated or saved"


def test_who_only_looked_is_not_told_of_choices() -> None:
    taste = Taste(epoch=1, strengths=dict.fromkeys(some_titles(30), 0.05))

    (row,) = TopPicks().offer(some_ranking(taste=taste))

    assert "watched" not in row.reason.text
    assert not list(PersonRows().offer(some_ranking(taste=taste)))


def test_not_because_of_a_title_that_was_hidden_since() -> None:
    seed = some_titles(1)[0]
    liked = Taste(epoch=1, ratings={seed: 5.0}, strengths={seed: 2.0})
    hidden = Taste(epoch=1, ratings={seed: 5.0}, strengths={seed: 2.0}, hidden=frozenset({seed}))

    assert list(Because().offer(some_ranking(taste=liked)))
    assert not list(Because().offer(some_ranking(taste=hidden)))


def test_what_got_a_thumb_and_was_never_seen_is_not_to_be_watched_again() -> None:
    titles = some_titles(8)
    ratings, strengths = dict.fromkeys(titles, 4.0), dict.fromkeys(titles, 1.0)
    thumbs = Taste(epoch=1, ratings=ratings, strengths=strengths)
    imported = Taste(epoch=1, ratings=ratings, strengths=strengths, imported=frozenset(titles))

    assert not list(WatchAgain().offer(some_ranking(taste=thumbs)))
    (row,) = WatchAgain().offer(some_ranking(taste=imported))
    assert {item.title_id for item in row.titles} == set(titles)
