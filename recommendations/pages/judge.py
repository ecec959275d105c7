"""Judge pages by what their viewers did next: ours beside comparisons, on the same viewers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from recommendations.contracts import IntVector, Taste, Viewer
from recommendations.metrics.calibration import miscalibration
from recommendations.metrics.catalogue import effective_catalogue_size
from recommendations.metrics.pages import Grid, grid_of, ndcg_of_pages, recall_within, repeated, titles_within
from recommendations.pages.comparisons import Comparison
from recommendations.pages.compose import Composed, compose
from recommendations.ranking.calibration import genre_history, genre_shares
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES, RowType

FIRST_SCREEN = (3, 6)
"""Rows and columns that a laptop shows without scrolling, below or beside the billboard."""
ALL_SEEN = (10, 10)
"""Of more rows and columns than these hardly anything is looked at; two-dimensional NDCG is over them."""
CURVES = (*((rows, 6) for rows in (1, 2, 3, 4, 6, 8, 10)), *((3, columns) for columns in (1, 2, 4, 8, 10, 12)))

Vector = npt.NDArray[np.float64]
Cut = Callable[[int, int], Grid]
"""One page, cut to so many rows and columns."""
PageMaker = Callable[[RankingContext, RankingContext | None], Cut]
"""The page for a ranking; the second is the ranking of the page before, of which the viewer chose nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A viewer to make pages for, and what the viewer chose and liked afterwards."""

    viewer: Viewer
    taste: Taste
    relevant: IntVector
    rank: Callable[[Viewer, Taste], RankingContext]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScores:
    """Of one way of making pages; vectors are per viewer, in the order asked."""

    recall: Mapping[tuple[int, int], Vector]
    """By rows and columns."""
    ndcg: Vector
    miscalibration: Vector
    """Of the first screen to the genres of the viewer's history, in nats; NaN where nothing is known of either."""
    repetition: Vector
    """Share of tomorrow's first screen that stood on today's."""
    coverage: float
    """Share of all titles that may be shown which stood on anybody's first screen."""
    effective_titles: float


@dataclass(slots=True)
class _Kept:
    pages: dict[tuple[int, int], list[Grid]] = field(default_factory=dict)
    taste: list[Vector] = field(default_factory=list)
    shown: list[Vector] = field(default_factory=list)
    repetition: list[float] = field(default_factory=list)
    times: dict[int, int] = field(default_factory=dict)


def composed_page(
    *, row_types: Sequence[RowType] = ROW_TYPES, adjust: Callable[[RankingContext], RankingContext] = lambda same: same
) -> PageMaker:
    """Our own pages, with these row types; `adjust` changes how they are made, for ablations."""

    def make(context: RankingContext, before: RankingContext | None) -> Cut:
        last = None
        if before is not None:
            last = compose(context=adjust(before), row_types=row_types).as_last(before.viewer.now)
        return _cut_of(compose(context=adjust(context), last=last, row_types=row_types))

    return make


def _cut_of(page: Composed) -> Cut:
    billboard = page.billboard.title_id if page.billboard else None
    lines = [[item.title_id for item in row.titles] for row in page.rows]
    return lambda rows, columns: grid_of(billboard=billboard, rows=lines, height=rows, width=columns)


def compared_page(comparison: Comparison) -> PageMaker:
    return lambda context, _before: lambda rows, columns: comparison(context, rows, columns)


def judge_pages(
    asked: Iterable[Asked], *, makers: Mapping[str, PageMaker], with_tomorrow: bool = True
) -> dict[str, PageScores]:
    """Scores by the maker's name; viewers without anything relevant are left out.

    Repetition takes a second page of everybody; it is NaN without `with_tomorrow`.
    """
    kept = {name: _Kept() for name in makers}
    relevant: list[IntVector] = []
    candidates: set[int] = set()
    for one in asked:
        if not len(one.relevant):
            continue
        context = one.rank(one.viewer, one.taste)
        relevant.append(one.relevant)
        candidates.update(context.catalogue.title_ids[context.visible].tolist())
        for name, maker in makers.items():
            _keep(kept[name], one, context, maker)
            kept[name].repetition.append(_repetition(kept[name], one, context, maker) if with_tomorrow else np.nan)
    return {name: _scores(one, relevant, len(candidates)) for name, one in kept.items()}


def _keep(kept: _Kept, one: Asked, context: RankingContext, maker: PageMaker) -> None:
    cut = maker(context, None)
    for shape in {*CURVES, FIRST_SCREEN, ALL_SEEN}:
        kept.pages.setdefault(shape, []).append(cut(*shape))
    rows, columns = FIRST_SCREEN
    screen = titles_within(kept.pages[FIRST_SCREEN][-1], rows=rows, columns=columns)
    for title in screen.tolist():
        kept.times[title] = kept.times.get(title, 0) + 1
    shares = genre_shares(context.catalogue)
    kept.shown.append(shares[context.catalogue.code_of(screen)].sum(axis=0))
    kept.taste.append(_taste_shares(context, shares))


def _repetition(kept: _Kept, one: Asked, context: RankingContext, maker: PageMaker) -> float:
    """Of a viewer who saw today's first screen and chose nothing of it."""
    rows, columns = FIRST_SCREEN
    today = kept.pages[FIRST_SCREEN][-1]
    seen = dict(one.taste.seen)
    for title in titles_within(today, rows=rows, columns=columns).tolist():
        seen[title] = seen.get(title, 0) + 1
    viewer = replace(one.viewer, now=one.viewer.now + timedelta(days=1))
    tomorrow = maker(one.rank(viewer, replace(one.taste, seen=seen)), context)
    return repeated(today, tomorrow(rows, columns), rows=rows, columns=columns)


def _taste_shares(context: RankingContext, shares: Vector) -> Vector:
    wanted = genre_history(context.taste, context.catalogue, shares)
    return np.zeros(shares.shape[1]) if wanted is None else wanted


def _scores(kept: _Kept, relevant: Sequence[IntVector], candidates: int) -> PageScores:
    if not relevant:
        nobody = np.zeros(0)
        return PageScores(
            recall=dict.fromkeys((*CURVES, FIRST_SCREEN), nobody), ndcg=nobody, miscalibration=nobody,
            repetition=nobody, coverage=0.0, effective_titles=0.0,
        )  # fmt: skip
    return PageScores(
        recall={
            (rows, columns): recall_within(kept.pages[rows, columns], relevant, rows=rows, columns=columns)
            for rows, columns in (*CURVES, FIRST_SCREEN)
        },
        ndcg=ndcg_of_pages(kept.pages[ALL_SEEN], relevant),
        miscalibration=miscalibration(taste=np.array(kept.taste), shown=np.array(kept.shown)),
        repetition=np.array(kept.repetition),
        coverage=len(kept.times) / max(1, candidates),
        effective_titles=effective_catalogue_size(list(kept.times.values())),
    )
