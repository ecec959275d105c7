"""The page of one title."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.models import Credit, CreditRole, Episode, Title, VideoKind, VideoSource
from recommendations.contracts import Card, Picture, Reason, Scored, Tile, Viewer
from recommendations.events.visibility import TitleNotFound
from recommendations.explanations.match import match_words
from recommendations.models import WatchProgress
from recommendations.pages.decorate import large_picture
from recommendations.pages.gather import Gathered
from recommendations.pages.loose import gathered_for, loose_tiles
from recommendations.ranking.asked import asked_of
from recommendations.ranking.fit import EVEN

SIMILAR = 18
MAKERS = (CreditRole.CREATOR, CreditRole.DIRECTOR, CreditRole.WRITER)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    name: str
    slug: str
    role: str
    character: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeLine:
    season: int
    number: int
    name: str
    synopsis: str
    runtime_minutes: int | None
    progress: float | None
    is_watched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLink:
    kind: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Why a title that may be recommended would be, and how likely the viewer is to like it."""

    reason: str
    match: int | None
    match_words: str
    causes: Sequence[Card]
    """Titles of the viewer's own that spoke for it, the loudest first."""

    @property
    def is_good(self) -> bool:
        """Nothing says that the viewer will not like it."""
        return self.match is None or self.match >= EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePage:
    """`tile` carries card, picture, match, reason, rating and list state for this viewer."""

    tile: Tile
    large_picture: Picture
    poster: Picture | None
    """The tall picture, for narrow screens; None where the title has none."""
    is_hidden: bool
    is_disliked: bool
    """A thumb down keeps it from being suggested; the thumb lifts that, and nothing else does."""
    fit: Fit | None
    """None for a title that is not recommended: watched, hidden, or of a kind that was refused."""
    demo_clip_seconds: float | None
    """How long the stand-in is that plays here, whatever the runtime says; None where the real thing plays."""
    synopsis: str
    attribution: str
    maturity_advice: str
    makers: Sequence[CreditLine]
    cast: Sequence[CreditLine]
    subjects: Sequence[SubjectLink]
    languages: Sequence[str]
    seasons: Sequence[tuple[int, Sequence[EpisodeLine]]]
    similar: Sequence[Tile]
    similar_reason: str

    @property
    def large_picture_url(self) -> str:
        return self.large_picture.url

    @property
    def poster_url(self) -> str:
        return self.poster.url if self.poster else ""

    @property
    def reason(self) -> Reason:
        return self.tile.reason


def title_page(*, viewer: Viewer, slug: str) -> TitlePage:
    """Raises TitleNotFound for a title that does not exist for this viewer."""
    title = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now).filter(slug=slug)
    found = title.prefetch_related("genres", "moods", "languages").first()
    if found is None:
        raise TitleNotFound
    gathered = gathered_for(viewer)
    tiles = loose_tiles(gathered=gathered, titles=[Scored(title_id=found.pk, score=0.0)])
    if not tiles:
        raise TitleNotFound
    similar = similar_titles(gathered=gathered, title_id=found.pk, count=SIMILAR)
    credited = _credits(found)
    return TitlePage(
        tile=tiles[0],
        large_picture=large_picture(tiles[0].card, tiles[0].picture, gathered.library),
        poster=gathered.library.pictures.get(gathered.library.posters.get(found.pk, 0)),
        is_hidden=found.pk in gathered.context.taste.hidden,
        is_disliked=found.pk in gathered.context.taste.disliked,
        fit=_fit(gathered, tiles[0]),
        demo_clip_seconds=_demo_clip_seconds(found),
        synopsis=found.synopsis or found.short_synopsis,
        attribution=found.attribution,
        maturity_advice=found.maturity_advice,
        makers=_once([line for line in credited if line.role in MAKERS]),
        cast=[line for line in credited if line.role not in MAKERS],
        subjects=[SubjectLink(kind="genre", name=item.name, slug=item.slug) for item in found.genres.all()]
        + [SubjectLink(kind="mood", name=item.name, slug=item.slug) for item in found.moods.all()],
        languages=[language.name for language in found.languages.all()],
        seasons=_seasons(found, viewer),
        similar=loose_tiles(gathered=gathered, titles=similar),
        similar_reason=_similar_reason(gathered, found, similar),
    )


def _demo_clip_seconds(title: Title) -> float | None:
    """Of a series, that of its first episode: a catalogue's episodes are demo clips or are not."""
    videos = VideoSource.objects.filter(title=title, kind=VideoKind.MAIN)
    found = videos.order_by("episode__season__number", "episode__number", "pk")
    first = found.values_list("is_demo_clip", "duration_seconds").first()
    return first[1] if first and first[0] else None


def _fit(gathered: Gathered, tile: Tile) -> Fit | None:
    context, cards = gathered.context, gathered.cards.cards
    if not context.recommendable[context.catalogue.code_of([tile.card.title_id])[0]]:
        return None
    return Fit(
        reason=tile.reason.text,
        match=tile.match,
        match_words=match_words(tile.match, is_kids=context.viewer.is_kids),
        causes=[cards[title] for title, _share in tile.reason.evidence if title in cards],
    )


def similar_titles(*, gathered: Gathered, title_id: int, count: int) -> list[Scored]:
    """Neighbours by the model; for a title that it does not know, by shared genres, moods and the viewer's taste."""
    context = gathered.context
    open_to = ~asked_of(context.taste.adjustments, context.catalogue).refused
    learned = _learned(gathered, title_id, count)
    found = [item for item in context.scored(learned) if open_to[context.catalogue.code_of([item.title_id])[0]]]
    if len(found) < count:
        code = int(context.catalogue.code_of([title_id])[0])
        genres, moods = context.catalogue.genres.member, context.catalogue.moods.member
        alike = genres @ genres[code] + 0.7 * (moods @ moods[code])
        among = context.visible & open_to & (alike > 0)
        among[code] = False
        among[context.catalogue.code_of([item.title_id for item in found])] = False
        found += context.best((alike * 10 + context.relevance).astype("float32"), among, count)
    return [item for item in found if item.title_id not in context.taste.hidden][:count]


def _learned(gathered: Gathered, title_id: int, count: int) -> list[int]:
    """The model's neighbours, more than are shown, because some may be hidden or not available."""
    bundle = gathered.context.bundle
    found = bundle.similar(title_id, count * 3) if bundle else []
    return [neighbour for neighbour, _weight in found]


def _similar_reason(gathered: Gathered, title: Title, similar: Sequence[Scored]) -> str:
    """People's choices are claimed only as far as they filled the row."""
    learned = set(_learned(gathered, title.pk, SIMILAR))
    chosen = sum(item.title_id in learned for item in similar)
    if not chosen:
        return "Of its kind"
    return f"Chosen by people who chose {title.name}" + ("" if chosen == len(similar) else ", and more of its kind")


def _credits(title: Title) -> list[CreditLine]:
    rows = Credit.objects.filter(title=title).order_by("billing", "pk")
    return [
        CreditLine(name=name, slug=slug, role=role, character=character)
        for name, slug, role, character in rows.values_list("person__name", "person__slug", "role", "character")
    ]


def _once(makers: Sequence[CreditLine]) -> list[CreditLine]:
    """Everybody once, with the role that is credited first."""
    return [line for place, line in enumerate(makers) if line.slug not in {other.slug for other in makers[:place]}]


def _seasons(title: Title, viewer: Viewer) -> list[tuple[int, list[EpisodeLine]]]:
    episodes = list(
        Episode.objects.filter(season__title=title).select_related("season").order_by("season__number", "number")
    )
    if not episodes:
        return []
    begun = {
        row.episode_id: row for row in WatchProgress.objects.filter(profile_id=viewer.profile_id, title_id=title.pk)
    }
    seasons: dict[int, list[EpisodeLine]] = {}
    for episode in episodes:
        progress = begun.get(episode.pk)
        share = None
        if progress and not progress.completed and progress.duration_seconds > 0:
            share = min(1.0, progress.position_seconds / progress.duration_seconds)
        seasons.setdefault(episode.season.number, []).append(
            EpisodeLine(
                season=episode.season.number,
                number=episode.number,
                name=episode.name,
                synopsis=episode.synopsis,
                runtime_minutes=episode.runtime_minutes,
                progress=share,
                is_watched=bool(progress and progress.completed),
            )
        )
    return list(seasons.items())
