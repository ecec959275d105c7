"""`manage.py import` from end to end: a second run changes nothing, a dry run writes nothing, rows are told."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from accounts.models import Profile, ProfileOrigin, User
from catalog.models import Artwork, AvailabilityWindow, CatalogueStamp, Genre, Person, Title, VideoSource
from recommendations.models import HiddenTitle, ListEntry, Rating, TasteState, WatchProgress
from tests.factories.catalog import a_picture
from tests.factories.recommendations import a_rating

pytestmark = pytest.mark.django_db
AT = datetime(2000, 12, 31, 22, 12, 40, tzinfo=UTC)
TABLES = (
    Title, Person, Genre, AvailabilityWindow, Artwork, VideoSource, Profile, User, Rating, WatchProgress, ListEntry,
    HiddenTitle, TasteState,
)  # fmt: skip


def bring(path: Path, *options: str, importer: str = "auto") -> str:
    out = StringIO()
    call_command("import", importer, str(path), *options, stdout=out)
    return out.getvalue()


def everything() -> dict[str, list[Any]]:
    """Every row, but for what an import may not touch anyway."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Any:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path / "media"


@pytest.fixture
def small_ml(tmp_path: Path) -> Path:
    folder = tmp_path / "ml-small"
    folder.mkdir()
    movies = ["1,Alien (1979),Horror|Sci-Fi", '2,"Matrix, The (1999)",Action|Sci-Fi', "3,Babe (1995),Children"]
    (folder / "movies.csv").write_text("movieId,title,genres\n" + "\n".join(movies), encoding="utf-8")
    ratings = ["7,1,4.0,978300760", "7,2,5.0,978300761", "8,2,0.5,978300700", "8,3,3.5,978300800"]
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n" + "\n".join(ratings), encoding="utf-8")
    return folder


@pytest.fixture
def originals(tmp_path: Path) -> Callable[..., Path]:
    """A folder of the exchange format with pictures, series and every kind of history, and the lines given."""

    def make(*lines: dict[str, Any]) -> Path:
        folder = tmp_path / "originals"
        folder.mkdir(exist_ok=True)
        (folder / "scene.png").write_bytes(a_picture())
        (folder / "clip.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
        episodes = [{"number": 1, "name": "The Lamp"}, {"number": 2, "name": "The Tide"}]
        at = {"viewer": "noor", "at": "2026-05-02T20:11:00Z"}
        every = [
            {"type": "about", "source": "originals"},
            {"type": "person", "id": "mara", "name": "Mara Oyelaran"},
            {"type": "title", "id": "salt", "name": "Salt", "year": 2024, "maturity": 7, "moods": ["Warm"],
             "credits": [{"person": "mara", "role": "actor"}], "genres": ["Drama"]},
            {"type": "title", "id": "tide", "name": "Tide", "kind": "series",
             "seasons": [{"number": 1, "episodes": episodes}]},
            {"type": "artwork", "title": "salt", "key": "scene", "file": "scene.png", "labels": {"people": ["mara"]}},
            {"type": "video", "title": "salt", "file": "clip.mp4", "duration_seconds": 6},
            {"type": "viewer", "id": "noor", "name": "Noor", "simulated": True},
            {"type": "rating", "title": "salt", "thumb": "up", **at},
            {"type": "play", "title": "tide", "episode": [1, 2], "position_seconds": 5, "duration_seconds": 9, **at},
            {"type": "list", "title": "tide", **at},
            {"type": "hidden", "title": "salt", **at},
            *lines,
        ]  # fmt: skip
        (folder / "data.jsonl").write_text("\n".join(map(json.dumps, every)), encoding="utf-8")
        return folder

    return make


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


def test_rows_that_cannot_be_used_are_told_and_the_others_kept(small_ml: Path) -> None:
    with (small_ml / "ratings.csv").open("a") as file:
        file.write("\n7,99,4.0,978300760\n9,1,nan,978300760\n9,1")

    said = bring(small_ml)

    assert "3 rows could not be used; the first 3:" in said
    assert "ratings.csv, line 6: There is no title '99'." in said
    assert "ratings.csv, line 7: nan stars are not between 0.5 and 5.0." in said
    assert "ratings.csv, line 8: 4 columns are expected, 2 were found." in said
    assert Rating.objects.count() == 4


def test_many_broken_rows_are_counted_and_the_first_printed(small_ml: Path) -> None:
    with (small_ml / "ratings.csv").open("a") as file:
        file.write("\nbroken" * 500)

    said = bring(small_ml)

    assert "500 rows could not be used; the first 20:" in said
    assert said.count("columns are expected") == 20


def test_lines_that_point_nowhere_are_told(originals: Callable[..., Path]) -> None:
    at = {"at": "2026-05-02T20:11:00Z"}
    play = {"type": "play", "title": "tide", "viewer": "noor", "position_seconds": 1, "duration_seconds": 2, **at}

    said = bring(
        originals(
            {"type": "rating", "viewer": "nobody", "title": "salt", "value": 3, **at},
            {**play, "episode": [9, 9]},
            {"type": "artwork", "title": "none", "key": "scene", "file": "scene.png"},
            {"type": "artwork", "title": "salt", "key": "who", "file": "scene.png", "labels": {"people": ["none"]}},
            {"type": "artwork", "title": "salt", "key": "clip", "file": "clip.mp4"},
            {"type": "title", "id": "x", "name": "X", "credits": [{"person": "none", "role": "actor"}]},
            {"type": "household", "id": "h", "email": "h@example.com", "password": "long-enough"},
            {"type": "viewer", "id": "pin", "name": "Pin", "pin": "1234"},
        )
    )

    for sentence in (
        "There is no viewer 'nobody'.", "There is no episode 9, 9 of that series.", "There is no title 'none'.",
        "There is no person 'none'.", "The file is not a picture in one of", "It credits 'none'",
        "Households are made by `manage.py seed_demo` only.", "A PIN is set by `manage.py seed_demo` only",
    ):  # fmt: skip
        assert sentence in said
    assert not User.objects.exists()


def test_a_file_that_breaks_in_the_middle_leaves_nothing_behind_and_the_next_run_brings_all(small_ml: Path) -> None:
    ratings = small_ml / "ratings.csv"
    whole = ratings.read_bytes()
    ratings.write_bytes(whole + b"\n9,1,\xff\xfe,978300760\n")
    before = everything()

    with pytest.raises(CommandError, match=r"ratings\.csv, line 6 is not UTF-8 text\. Nothing was kept\."):
        bring(small_ml)

    assert everything() == before
    ratings.write_bytes(whole)
    assert "ratings: 4 added" in bring(small_ml)


def test_imported_people_can_be_handed_logins(small_ml: Path) -> None:
    said = bring(small_ml, "--logins", "a-long-password")

    assert "logins: 2 added" in said
    assert "Sign in as person-7@ml-small.example, or any other of 2 people" in said
    user = authenticate(email="person-7@ml-small.example", password="a-long-password")
    assert user is not None
    assert Profile.objects.get(user=user).source_id == "7"
    assert "logins" not in bring(small_ml, "--logins", "another-password")
    assert authenticate(email="person-7@ml-small.example", password="another-password") is None


def test_the_limit_reads_only_so_many_lines(small_ml: Path) -> None:
    bring(small_ml, "--limit", "3")

    assert Rating.objects.count() == 3
    assert Title.objects.count() == 3


def test_two_sources_do_not_mix(small_ml: Path, tmp_path: Path) -> None:
    other = small_ml.rename(tmp_path / "ml-a")
    bring(other)
    bring(other.rename(tmp_path / "ml-b"))

    assert Title.objects.count() == 6
    assert Title.objects.values("slug").distinct().count() == 6
    assert Profile.objects.count() == 4


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--logins", "short"), "A password needs at least 8 characters."),
        (("--limit", "0"), "--limit should be at least 1."),
        (("--limit", "-5"), "--limit should be at least 1."),
    ],
)
def test_options_that_cannot_be_meant_are_refused(options: tuple[str, ...], sentence: str, small_ml: Path) -> None:
    with pytest.raises(CommandError, match=sentence):
        bring(small_ml, *options)
    assert not Title.objects.exists()


def test_a_path_that_is_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist"):
        bring(tmp_path / "none")
    with pytest.raises(CommandError, match="looks like none of"):
        bring(tmp_path)
    with pytest.raises(CommandError, match=r"has none of u\.data"):
        bring(tmp_path, importer="movielens")
