"""An invented catalogue of any size: titles with genres, moods, keywords, a country, people and pictures."""

from datetime import timedelta

import numpy as np

MOODS = (
    "Cosy", "Dark", "Dreamlike", "Eerie", "Epic", "Gritty", "Haunting", "Hopeful", "Intimate", "Playful", "Tender",
    "Tense", "Warm", "Wild", "Witty",
)  # fmt: skip
FIRST = ("Silent", "Paper", "Northern", "Second", "Crooked", "Borrowed", "Salt", "Midnight", "Hollow", "Last")
SECOND = ("Lighthouse", "Orchard", "Accountant", "Harbour", "Winter", "Choir", "Ferry", "Mapmaker", "Motel", "Comet")
SYNOPSIS = "Two strangers who share a night train find that what one of them lost is what the other came to hide."
ROLES = ("director", "writer", "actor", "actor", "actor", "actor")
OLDEST_DAYS = 1500.0
BATCH = 5_000


def make_catalogue(count: int, random) -> np.ndarray:
    """Fill the tables of `catalog`; answers the titles' ids."""
    from django.utils import timezone

    from catalog.models import AvailabilityWindow, Genre, Keyword, Mood, Title
    from catalog.models.subject import Country
    from recommendations.candidates.grammar import NOUNS, SUBJECTS, TAILS

    now = timezone.now()
    genres = Genre.objects.bulk_create(Genre(name=name, slug=name.lower().replace(" ", "-")) for name in NOUNS)
    moods = Mood.objects.bulk_create(Mood(name=name, slug=name.lower()) for name in MOODS)
    keywords = Keyword.objects.bulk_create(Keyword(name=slug, slug=slug) for slug in sorted({*SUBJECTS, *TAILS}))
    countries = Country.objects.bulk_create(Country(code=f"X{n}", name=f"Country {n}") for n in range(9))
    titles = Title.objects.bulk_create((a_title(n, now, random) for n in range(count)), batch_size=BATCH)
    ids = np.array([title.pk for title in titles], dtype=np.int64)
    AvailabilityWindow.objects.bulk_create(
        (AvailabilityWindow(title_id=pk, starts_at=now - timedelta(days=OLDEST_DAYS)) for pk in ids.tolist()),
        batch_size=BATCH,
    )
    link(Title.genres, "genre_id", ids, [one.pk for one in genres], random, each=2)
    link(Title.moods, "mood_id", ids, [one.pk for one in moods], random, each=2)
    link(Title.keywords, "keyword_id", ids, [one.pk for one in keywords], random, each=2)
    link(Title.countries, "country_id", ids, [one.pk for one in countries], random, each=1)
    make_people(ids, random)
    make_pictures(ids, [one.slug for one in (*genres, *moods)], random)
    return ids


def a_title(number: int, now, random):
    from catalog.maturity import Maturity
    from catalog.models import Title

    return Title(
        name=f"The {FIRST[number % 10]} {SECOND[number // 10 % 10]} {number // 100 or ''}".strip(),
        slug=f"title-{number}", kind="series" if number % 4 == 0 else "film", year=int(random.integers(1950, 2027)),
        runtime_minutes=int(random.integers(40, 160)), maturity=int(random.choice([int(step) for step in Maturity])),
        critics_score=int(random.integers(30, 99)), short_synopsis=SYNOPSIS, synopsis=SYNOPSIS * 4,
        added_at=now - timedelta(days=float(random.uniform(0, OLDEST_DAYS))),
    )  # fmt: skip


def link(field, column: str, title_ids: np.ndarray, others: list, random, *, each: int) -> None:
    """Give every title `each` different ones of the others; the first ones are the commonest."""
    chance = np.log(1.0 / (np.arange(len(others)) + 4.0))
    # The greatest of log-chances with Gumbel noise are a draw without replacement.
    drawn = np.argsort(-(chance + random.gumbel(size=(len(title_ids), len(others)))), axis=1)[:, :each]
    through = field.through
    through.objects.bulk_create(
        (
            through(title_id=pk, **{column: others[one]})
            for pk, line in zip(title_ids.tolist(), drawn.tolist(), strict=True)
            for one in line
        ),
        batch_size=BATCH,
    )


def make_people(title_ids: np.ndarray, random) -> None:
    """Six people on each title; every person is on a dozen."""
    from catalog.models import Credit, Person

    count = max(100, len(title_ids) // 2)
    people = Person.objects.bulk_create(
        (Person(name=f"Person {n}", slug=f"person-{n}") for n in range(count)), batch_size=BATCH
    )
    cast = random.integers(0, count, (len(title_ids), len(ROLES)))
    Credit.objects.bulk_create(
        (
            Credit(title_id=pk, person=people[who], role=role, billing=place, character=f"Part {place}")
            for pk, line in zip(title_ids.tolist(), cast.tolist(), strict=True)
            for place, (role, who) in enumerate(zip(ROLES, line, strict=True))
        ),
        batch_size=BATCH,
    )


def make_pictures(title_ids: np.ndarray, slugs: list[str], random) -> None:
    """Rows of two tiles of every title and a billboard of every fifth, with three things seen in each; no files."""
    from catalog.models import Artwork, ArtworkLabel

    def picture(pk: int, kind: str, key: str):
        return Artwork(
            title_id=pk, kind=kind, key=key, width=640, height=360, dominant_colour=f"#{pk * 7919 % 0xFFFFFF:06x}",
            image=f"artwork/2026/title-{pk}-{key}.webp", alternative_text="Two people on a platform",
        )  # fmt: skip

    made = [picture(pk, "tile", key) for pk in title_ids.tolist() for key in ("scene", "lead")]
    made += [picture(pk, "billboard", "wide") for pk in title_ids.tolist()[::5]]
    pictures = Artwork.objects.bulk_create(made, batch_size=BATCH)
    seen = random.integers(0, len(slugs), (len(pictures), 3)).tolist()
    ArtworkLabel.objects.bulk_create(
        (
            ArtworkLabel(artwork_id=one.pk, kind="genre", value=slugs[thing], confidence=0.8)
            for one, things in zip(pictures, seen, strict=True)
            for thing in set(things)
        ),
        batch_size=BATCH,
    )
