"""MovieLens in all of GroupLens' formats, whole and broken."""

from pathlib import Path

import pytest

from catalog.importers.drafts import RatingDraft, RowError, TitleDraft, UnreadableFile, ViewerDraft
from catalog.importers.movielens import MovieLens
from catalog.maturity import Maturity


def u_item(movie: int, name: str, *genres: int) -> str:
    flags = "|".join("1" if number in genres else "0" for number in range(19))
    return f"{movie}|{name}|01-Jan-1995||http://example.com/?{movie}|{flags}"


def folder_of(path: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (path / name.replace("__", ".")).write_bytes(content)
    return path


def titles(path: Path) -> list[TitleDraft]:
    return [draft for draft in MovieLens().catalogue(path) if isinstance(draft, TitleDraft)]


def ratings(path: Path) -> list[RatingDraft]:
    return [draft for draft in MovieLens().history(path) if isinstance(draft, RatingDraft)]


def errors(path: Path) -> list[str]:
    every = [*MovieLens().catalogue(path), *MovieLens().history(path)]
    return [str(draft) for draft in every if isinstance(draft, RowError)]


def test_100k_is_latin_1_with_bars_and_tabs(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        u__item=f"{u_item(1, 'Misérables, Les (1995)', 8, 18)}\n{u_item(2, 'Alien (1979)', 11, 15)}\n".encode(
            "latin-1"
        ),
        u__data=b"196\t1\t3\t881250949\n186\t2\t5\t891717742\n",
        u__user=b"196|49|M|writer|55105\n",
    )

    assert [(title.name, title.year, title.genres, title.maturity) for title in titles(tmp_path)] == [
        ("Les Misérables", 1995, ("Drama", "Western"), Maturity.THIRTEEN),
        ("Alien", 1979, ("Horror", "Science fiction"), Maturity.SIXTEEN),
    ]
    assert ratings(tmp_path) == [
        RatingDraft("196", "1", 3.0, 881250949, 1),
        RatingDraft("186", "2", 5.0, 891717742, 2),
    ]
    assert errors(tmp_path) == []


def test_1m_has_double_colons(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        movies__dat="1::Fiancée: The Return (1995)::Animation|Children's\n".encode("latin-1"),
        ratings__dat=b"1::1::5::978300760\r\n",
    )

    assert [(title.name, title.genres, title.maturity) for title in titles(tmp_path)] == [
        ("Fiancée: The Return", ("Animation", "Children"), Maturity.SEVEN)
    ]
    assert ratings(tmp_path) == [RatingDraft("1", "1", 5.0, 978300760, 1)]


def test_the_later_ones_are_csv_with_quotes_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        movies__csv='\ufeffmovieId,title,genres\r\n11,"American ""Dream"", The (a.k.a. Rêve, Le) (1995)",Comedy|'
        "Drama\r\n12,Nothing,(no genres listed)\r\n".encode(),
        ratings__csv=b"userId,movieId,rating,timestamp\n7,11,4.5,1147880044\n7,12,0.5,1147880045\n",
    )

    assert [(title.name, title.original_name, title.year, title.genres) for title in titles(tmp_path)] == [
        ('The American "Dream"', "Le Rêve", 1995, ("Comedy", "Drama")),
        ("Nothing", "", None, ()),
    ]
    assert [rating.value for rating in ratings(tmp_path)] == [4.5, 0.5]


def test_everybody_who_rates_is_introduced_once(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        u__item=u_item(1, "A (1990)").encode(),
        u__data=b"5\t1\t3\t1\n6\t1\t3\t1\n5\t1\t4\t2\n",
    )

    viewers = [draft for draft in MovieLens().history(tmp_path) if isinstance(draft, ViewerDraft)]

    assert [(viewer.id, viewer.name) for viewer in viewers] == [("5", "Viewer 5"), ("6", "Viewer 6")]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (b"1\t1\t3", "4 columns are expected, 3 were found."),
        (b"1\t1\t3\t881250949\t9", "4 columns are expected, 5 were found."),
        (b"1\t1\tnan\t881250949", "nan stars are not between 0.5 and 5.0."),
        (b"1\t1\tinf\t881250949", "inf stars are not between 0.5 and 5.0."),
        (b"1\t1\t-3\t881250949", "-3 stars are not between 0.5 and 5.0."),
        (b"1\t1\t1e400\t881250949", "1e400 stars are not between 0.5 and 5.0."),
        (b"1\t1\tfive\t881250949", "'five' and '881250949' are not stars and seconds."),
        (b"1\t1\t3\tinf", "'3' and 'inf' are not stars and seconds."),
        (b"1\t1\t3\tNaN", "'3' and 'NaN' are not stars and seconds."),
        (b"1\t1\t3\t-5", "-5 is not a time in seconds since 1970."),
        (b"1\t1\t3\t881250949000", "881250949000 is not a time in seconds since 1970."),
        (b"1\t1\t3\t" + b"9" * 6000, "99999999999999999999 is not a time in seconds since 1970."),
        (b"\t1\t3\t881250949", "The viewer or the title has no usable id."),
        (b"a\x00b\t1\t3\t881250949", "The viewer or the title has no usable id."),
        (b"x" * 81 + b"\t1\t3\t881250949", "The viewer or the title has no usable id."),
    ],
)
def test_a_broken_rating_is_told_with_its_line(row: bytes, sentence: str, tmp_path: Path) -> None:
    folder_of(tmp_path, u__item=u_item(1, "A (1990)").encode(), u__data=b"9\t1\t3\t1\n" + row + b"\n\n9\t1\t4\t2\n")

    assert len(ratings(tmp_path)) == 2
    found = errors(tmp_path)
    if row.endswith(b"9" * 6000):
        assert len(found) == 1
        assert found[0].startswith("u.data, line 2: ")
    else:
        assert found == [f"u.data, line 2: {sentence}"]


@pytest.mark.parametrize(
    "row",
    [
        b"1,A",
        b"x,A (1990),Drama",
        b'1,"A (1990),Drama',
        b"1,(1990),Drama",
        b"1,,",
        b"1,A\x00B (1990),Drama",
        b"1,A (1990),Dra\x00ma",
        b'1,"' + b"x" * 200_000 + b'",Drama',
    ],
)
def test_a_broken_movie_is_told_with_its_line(row: bytes, tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        movies__csv=b"movieId,title,genres\n2,Good (1991),Drama\n" + row + b"\n",
        ratings__csv=b"userId,movieId,rating,timestamp\n",
    )

    assert [title.id for title in titles(tmp_path)] == ["2"]
    (error,) = errors(tmp_path)
    assert error.startswith("movies.csv, line 3: ")


@pytest.mark.parametrize(
    "files",
    [
        {"ratings__csv": b""},
        {"ratings__csv": b"userId,movieId,rating,timestamp\n"},
        {"movies__csv": b"", "ratings__csv": b""},
        {"movies__csv": b"PK\x03\x04 not csv", "ratings__csv": b"x"},
        {"movies__csv": b"movieId,title,genres\n1,Mis\xe9rables (1995),Drama\n", "ratings__csv": b""},
        {"movies__csv": b"\x1f\x8b\x08\x00gz", "ratings__csv": b""},
        {"movies__csv": b"movieId,title,genres\n1," + b"x" * 1_000_001, "ratings__csv": b""},
        {},
    ],
)
def test_a_set_that_is_none_is_refused_whole(files: dict[str, bytes], tmp_path: Path) -> None:
    folder_of(tmp_path, **files)

    with pytest.raises(UnreadableFile, match=r"^[A-Za-z/].*\.$"):
        errors(tmp_path)
