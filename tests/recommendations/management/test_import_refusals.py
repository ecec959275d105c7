"""What `manage.py import` cannot use is told with file and line, the rest is kept, and nothing is half-written."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError

from accounts.models import Profile, User
from catalog.models import Title
from recommendations.models import Rating
from tests.factories.imports import bring, everything

pytestmark = pytest.mark.django_db


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
    assert "Sign in as person-7@ml-small.example, or as the other one" in said
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


def test_a_full_disk_stops_the_import_and_nothing_is_half_written(
    originals: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, content: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = everything()
    with monkeypatch.context() as patched:
        patched.setattr("catalog.importers.keep.default_storage.save", full)
        with pytest.raises(CommandError, match="The disk is full"):
            bring(originals())

    assert everything() == before
    assert "artworks: 1 added" in bring(originals())
