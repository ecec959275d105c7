"""Decide a page: rank, offer, lay out, give reasons and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from recommendations.artwork.affinity import label_affinity
from recommendations.artwork.choose import choose_artwork
from recommendations.artwork.library import Label, Library
from recommendations.contracts import (
    ArtworkDecision,
    DecidedPage,
    PageRow,
    PageTile,
    PlaceDraw,
    Reason,
    RowDraft,
    Scored,
)
from recommendations.explanations import RowReasons, TitleReasons
from recommendations.pages.compose import compose
from recommendations.pages.last_page import LastPage
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES, RowType

UNKNOWN_MATCH = -1
ONE_PICTURE = "one-picture"
"""The policy of a place for which there is no choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Makings:
    """What deciding needs besides the ranking."""

    library: Library
    names: Mapping[int, str]
    before: Mapping[int, ArtworkDecision]
    """Title id -> the picture chosen for it on the last page."""
    seen: Mapping[int, ArtworkDecision] = field(default_factory=dict)
    """Title id -> the picture that stood for it on any page of this visit."""
    last: LastPage | None = None


def decide(
    *, context: RankingContext, makings: Makings, page_id: UUID, policy: str, arm: str,
    row_types: Sequence[RowType] = ROW_TYPES,
) -> DecidedPage:  # fmt: skip
    """A whole page for this viewer; a row type that fails is left out and logged."""
    composed = compose(context=context, large=makings.library.billboards, last=makings.last, row_types=row_types)
    billboard, laid = composed.billboard, composed.rows
    tiles, reasons = TileMaker(context=context, makings=makings), RowReasons(context=context)
    tiles.prepare([item.title_id for row in laid for item in row.titles] + ([billboard.title_id] if billboard else []))
    return DecidedPage(
        id=page_id,
        profile_id=context.viewer.profile_id,
        served_at=context.viewer.now,
        billboard=tiles.billboard(billboard) if billboard else None,
        rows=[
            PageRow(
                key=row.draft.key,
                kind=row.draft.kind,
                heading=spelled_out(row.draft.heading, makings.names),
                reason=replace(reasons.of(row.draft), text=spelled_out(row.draft.reason.text, makings.names)),
                tiles=[tiles.tile(item, of_row=row.draft, draw=row.draws.get(item.title_id)) for item in row.titles],
            )
            for row in laid
        ],
        model_version=context.bundle.version if context.bundle else None,
        policy=policy,
        arm=arm,
    )


def spelled_out(text: str, names: Mapping[int, str]) -> str:
    """Rows do not know names: `{title:412}` stands for one until here."""
    head, mark, rest = text.partition("{title:")
    if not mark:
        return text
    number, _, tail = rest.partition("}")
    return f"{head}{names.get(int(number), 'this')}{tail}"


class TileMaker:
    """Gives each title of a page its reason, match, picture and progress."""

    def __init__(self, *, context: RankingContext, makings: Makings) -> None:
        self.context = context
        self.makings = makings
        self._reasons: dict[int, Reason] = {}
        self._matches: dict[int, int] = {}
        self._begun = {item.title_id: item for item in context.taste.progress if not item.completed}
        self._affinity: Mapping[Label, float] = label_affinity(
            taste=context.taste, catalogue=context.catalogue, library=makings.library
        )
        self.choices: dict[int, ArtworkDecision | None] = {}
        """Title id -> the picture chosen for it; None where it has none."""

    def prepare(self, title_ids: Sequence[int]) -> None:
        """Look up the reasons and matches of all these titles at once; one by one takes as long as ranking them."""
        different = list(dict.fromkeys(title_ids))
        self._reasons |= TitleReasons(context=self.context, names=self.makings.names).for_titles(different)
        self._matches |= self._matches_of(different)

    def _matches_of(self, title_ids: Sequence[int]) -> dict[int, int]:
        codes = self.context.catalogue.code_of(list(title_ids))
        return dict(zip(title_ids, self.context.match[codes].tolist(), strict=True))

    def tile(self, item: Scored, *, of_row: RowDraft | None = None, draw: PlaceDraw | None = None) -> PageTile:
        title = item.title_id
        match, rating = self._matches.get(title), self.context.taste.ratings.get(title)
        if match is None:
            match = self._matches_of([title])[title]
        begun = self._begun.get(title)
        return PageTile(
            title_id=title,
            reason=of_row.reason if of_row is not None and of_row.is_own else item.reason or self._reasons[title],
            match=match if match != UNKNOWN_MATCH and rating is None else None,
            artwork=self._picture(title),
            episode_id=begun.episode_id if begun else None,
            progress=begun.fraction if begun else None,
            left_seconds=begun.left_seconds if begun else None,
            draw=draw,
            rating=rating,
        )

    def billboard(self, item: Scored) -> PageTile:
        """The tile of the large place: a picture made for it stands there whatever the viewer likes."""
        tile, made = self.tile(item), self.makings.library.billboards.get(item.title_id)
        if made is None:
            return tile
        choice = ArtworkDecision(
            title_id=item.title_id, artwork_id=made, propensity=1.0, candidates=(made,), policy=ONE_PICTURE,
            explored=False,
        )  # fmt: skip
        return replace(tile, artwork=choice)

    def _picture(self, title: int) -> ArtworkDecision | None:
        """One choice per title and page, wherever it stands."""
        if title not in self.choices:
            self.choices[title] = choose_artwork(
                profile_id=self.context.viewer.profile_id,
                title_id=title,
                candidates=self.makings.library.candidates.get(title, ()),
                affinity=self._affinity,
                now=self.context.viewer.now,
                before=self.makings.before.get(title),
                seen=self.makings.seen.get(title),
            )
        return self.choices[title]
