"""`manage.py import` from end to end: what arrives, and that a second run or a dry run changes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile, ProfileOrigin
from catalog.models import CatalogueStamp, Person, Title
from recommendations.models import HiddenTitle, ListEntry, PlaySession, Rating, TasteState, WatchProgress
from recommendations.models.play_session import PlayOrigin
from tests.factories.imports import bring, everything
from tests.factories.recommendations import a_rating

pytestmark = pytest.mark.django_db
AT = datetime(2000, 12, 31, 22, 12, 40, tzinfo=UTC)


def test_titles_people_and_ratings_arrive_with_their_own_times(small_ml: Path) -> None:
    said = bring(small_ml)

    assert "titles: 3 added" in said
    assert "ratings: 4 added" in said
    rating = Rating.objects.get(profile__source_id="7", title__source_id="1")
    assert (rating.value, rating.rated_at, rating.source) == (4.0, AT, "import")
    matrix = Title.objects.get(source_id="2")
    assert (matrix.name, matrix.year, matrix.slug) == ("The Matrix", 1999, "the-matrix-1999")
    assert matrix.added_at == datetime.fromtimestamp(978300700, tz=UTC)
    assert sorted(matrix.genres.values_list("name", flat=True)) == ["Action", "Science fiction"]
    profiles = Profile.objects.filter(source="ml-small")
    assert {(one.name, one.user, one.origin) for one in profiles} == {
        ("Viewer 7", None, ProfileOrigin.IMPORTED),
        ("Viewer 8", None, ProfileOrigin.IMPORTED),
    }


def test_everything_of_the_exchange_format_arrives(originals: Callable[..., Path], media: Path) -> None:
    bring(originals())

    salt = Title.objects.get(source_id="salt")
    assert [credit.person.name for credit in salt.credits.all()] == ["Mara Oyelaran"]
    artwork = salt.artworks.get()
    assert (artwork.width, artwork.height) == (64, 36)
    assert artwork.image.name
    assert (media / artwork.image.name).is_file()
    assert artwork.labels.get().person == Person.objects.get()
    assert salt.videos.get().duration_seconds == 6
    progress = WatchProgress.objects.get()
    assert progress.episode is not None
    assert (progress.episode.name, progress.position_seconds) == ("The Tide", 5)
    assert ListEntry.objects.get().title.name == "Tide"
    assert HiddenTitle.objects.get().title.name == "Salt"
    assert Profile.objects.get().origin == ProfileOrigin.SIMULATED


@pytest.mark.parametrize("which", ["small_ml", "originals"])
def test_a_second_run_changes_nothing_and_says_so(which: str, request: pytest.FixtureRequest, media: Path) -> None:
    made = request.getfixturevalue(which)
    path = made if isinstance(made, Path) else made()
    bring(path)
    before, files = everything(), sorted(media.rglob("*"))

    assert bring(path).startswith("Nothing changed: ")

    assert everything() == before
    assert sorted(media.rglob("*")) == files


@pytest.mark.parametrize("which", ["small_ml", "originals"])
def test_a_dry_run_says_what_it_would_and_writes_nothing(
    which: str, request: pytest.FixtureRequest, media: Path
) -> None:
    made = request.getfixturevalue(which)
    path = made if isinstance(made, Path) else made()
    before, stamp = everything(), CatalogueStamp.current()

    said = bring(path, "--dry-run", "--logins", "a-long-password")

    assert said.startswith("Would have brought in ")
    assert "added" in said
    assert everything() == before
    assert CatalogueStamp.current() == stamp
    assert not media.exists()
    assert bring(path).replace("Brought in", "Would have brought in").splitlines()[0] == said.splitlines()[0]


def test_what_changed_in_the_file_changes_here(small_ml: Path) -> None:
    bring(small_ml)
    slug = Title.objects.get(source_id="1").slug
    file = small_ml / "movies.csv"
    file.write_text(file.read_text().replace("Alien (1979),Horror|Sci-Fi", "Aliens (1986),Action"), encoding="utf-8")

    said = bring(small_ml)

    title = Title.objects.get(source_id="1")
    assert (title.name, title.year, [genre.name for genre in title.genres.all()]) == ("Aliens", 1986, ["Action"])
    assert title.slug == slug, "An address that somebody may have kept stays."
    assert "titles: 0 added, 1 changed or removed" in said


def test_what_a_viewer_did_here_is_never_replaced(small_ml: Path) -> None:
    bring(small_ml)
    profile, title = Profile.objects.get(source_id="7"), Title.objects.get(source_id="1")
    Rating.objects.filter(profile=profile, title=title).delete()
    a_rating(profile, title, value=1.0)

    bring(small_ml)

    assert Rating.objects.get(profile=profile, title=title).value == 1.0


def test_of_doubled_rows_the_last_title_and_the_latest_rating_hold(small_ml: Path) -> None:
    with (small_ml / "movies.csv").open("a") as file:
        file.write("\n1,Alien Again (1980),Horror")
    with (small_ml / "ratings.csv").open("a") as file:
        file.write("\n7,1,1.0,978300000\n7,1,2.0,978309999")

    bring(small_ml)

    assert Title.objects.get(source_id="1").name == "Alien Again"
    assert Rating.objects.get(profile__source_id="7", title__source_id="1").value == 2.0
    assert Rating.objects.count() == 4


def test_only_somebody_whose_history_changed_gets_a_new_page(small_ml: Path) -> None:
    bring(small_ml)
    epochs = dict(TasteState.objects.values_list("profile__source_id", "epoch"))
    with (small_ml / "ratings.csv").open("a") as file:
        file.write("\n7,3,2.0,978301000")

    bring(small_ml)

    after = dict(TasteState.objects.values_list("profile__source_id", "epoch"))
    assert after == {"7": epochs["7"] + 1, "8": epochs["8"]}


def test_plays_whose_screen_is_known_count_for_hours_and_screens_and_come_once(originals: Callable[..., Path]) -> None:
    at = {"viewer": "noor", "started_at": "2026-05-03T20:00:00Z", "at": "2026-05-03T20:25:00Z"}
    seen = {"type": "play", "title": "tide", "position_seconds": 1500, "duration_seconds": 2880, **at}
    folder = originals({**seen, "episode": [1, 1], "device": "tv"}, {**seen, "episode": [1, 2]})

    bring(folder)
    said = bring(folder)

    assert said.startswith("Nothing changed: ")
    (run,) = PlaySession.objects.all()
    assert (run.profile.name, run.title.name, run.episode and run.episode.name) == ("Noor", "Tide", "The Lamp")
    assert (run.device, run.origin, run.credited_seconds) == (DeviceKind.TV, PlayOrigin.IMPORT, 1500.0)
    began = datetime(2026, 5, 3, 20, tzinfo=UTC)
    assert (run.first_at, run.last_at) == (began, began.replace(minute=25))
