"""What every decided page promises, whatever the catalogue, the viewer and the taste."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings

from recommendations.contracts import DecidedPage, RowDraft, Taste
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES
from tests.factories.rankings import decided, rankings, some_ranking, some_viewer

OWN = {"continue", "my_list", "watch_again", "kids_favourites"}
SHORT = {"continue": 1, "my_list": 1, "kids_favourites": 2}
every_ranking = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def titles_of(page: DecidedPage) -> list[tuple[str, int]]:
    """(row type, title) of every place, the billboard included."""
    places = [("billboard", page.billboard.title_id)] if page.billboard else []
    return places + [(row.kind, tile.title_id) for row in page.rows for tile in row.tiles]


@every_ranking
@given(rankings())
def test_no_title_stands_twice_on_a_page(context: RankingContext) -> None:
    counts = Counter(title for _kind, title in titles_of(decided(context)))

    assert not [title for title, times in counts.items() if times > 1]


@every_ranking
@given(rankings())
def test_no_row_holds_a_title_twice(context: RankingContext) -> None:
    for row in decided(context).rows:
        assert len({tile.title_id for tile in row.tiles}) == len(row.tiles)


@every_ranking
@given(rankings())
def test_nothing_above_the_ceiling_or_unavailable(context: RankingContext) -> None:
    visible = set(context.catalogue.title_ids[context.visible].tolist())

    assert {title for _kind, title in titles_of(decided(context))} <= visible


@every_ranking
@given(rankings())
def test_hidden_titles_are_nowhere_but_on_the_own_list(context: RankingContext) -> None:
    shown = {title for kind, title in titles_of(decided(context)) if kind != "my_list"}

    assert not shown & context.taste.hidden


@every_ranking
@given(rankings())
def test_what_was_watched_stays_in_its_own_rows(context: RankingContext) -> None:
    shown = {title for kind, title in titles_of(decided(context)) if kind not in OWN}

    assert not shown & context.taste.watched


@every_ranking
@given(rankings())
def test_no_row_is_shorter_than_it_may_be(context: RankingContext) -> None:
    for row in decided(context).rows:
        assert len(row.tiles) >= SHORT.get(row.kind, 5), row.key


@every_ranking
@given(rankings())
def test_same_inputs_make_the_same_page(context: RankingContext) -> None:
    assert decided(context) == decided(context)


@every_ranking
@given(rankings())
def test_every_place_says_why_and_rows_have_keys_of_their_own(context: RankingContext) -> None:
    page = decided(context)
    reasons = [row.reason for row in page.rows] + [tile.reason for row in page.rows for tile in row.tiles]

    assert all(reason.text and "{" not in reason.text for reason in reasons)
    assert all(sum(share for _title, share in reason.evidence) <= 1 + 1e-6 for reason in reasons)
    assert len({row.key for row in page.rows}) == len(page.rows)
    assert all(row.heading and "{" not in row.heading for row in page.rows)


@every_ranking
@given(rankings())
def test_evidence_is_the_viewers_own_history(context: RankingContext) -> None:
    page = decided(context)
    named = {title for row in page.rows for tile in row.tiles for title, _share in tile.reason.evidence}

    assert named <= set(context.taste.strengths) | set(context.taste.ratings)


def test_newcomer_is_told_nothing_personal() -> None:
    page = decided(some_ranking(taste=Taste(epoch=0)))
    kinds = {row.reason.kind for row in page.rows} | {tile.reason.kind for row in page.rows for tile in row.tiles}

    assert len(page.rows) >= 5
    assert not {kind for kind in kinds if kind.startswith("because")}
    assert all("you" not in row.reason.text.lower().split() for row in page.rows), [r.reason.text for r in page.rows]


def test_row_that_raises_is_left_out_and_the_page_stands() -> None:
    class Broken:
        key = "broken"
        suits_kids = True

        def offer(self, context: RankingContext) -> Iterable[RowDraft]:
            raise RuntimeError("A row with a defect.")

    context = some_ranking()

    assert decided(context, row_types=(Broken(), *ROW_TYPES)) == decided(context)


def test_children_get_no_rows_that_do_not_suit_them() -> None:
    page = decided(some_ranking(viewer=some_viewer(is_kids=True)))
    unsuitable = {row_type.key for row_type in ROW_TYPES if not row_type.suits_kids}

    assert unsuitable
    assert not unsuitable & {row.kind for row in page.rows}
