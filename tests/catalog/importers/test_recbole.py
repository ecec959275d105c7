"""RecBole's atomic files, whole and broken."""

from pathlib import Path

import pytest

from catalog.importers.drafts import RatingDraft, RowError, TitleDraft, UnreadableFile
from catalog.importers.recbole import RecBole

ITEMS = "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
INTER = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"


def a_set(
    path: Path, *, items: str | bytes = ITEMS + "1\tToy Story\t1995\tAnimation Comedy\n", inter: str = ""
) -> Path:
    (path / "tiny.item").write_bytes(items if isinstance(items, bytes) else items.encode())
    (path / "tiny.inter").write_text(inter or INTER + "9\t1\t4\t881250949.0\n", encoding="utf-8")
    return path


def drafts(path: Path) -> tuple[list[TitleDraft], list[RatingDraft], list[str]]:
    every = [*RecBole().catalogue(path), *RecBole().history(path)]
    return (
        [draft for draft in every if isinstance(draft, TitleDraft)],
        [draft for draft in every if isinstance(draft, RatingDraft)],
        [str(draft) for draft in every if isinstance(draft, RowError)],
    )


def test_titles_and_ratings_are_read_by_their_headings(tmp_path: Path) -> None:
    items = (
        "class:token_seq\titem_id:token\tmovie_title:token_seq\trelease_year:token\nSci-Fi War\t7\tMatrix, The\t1999\n"
    )
    titles, ratings, errors = drafts(a_set(tmp_path, items=items, inter=INTER + "9\t7\t4.5\t881250949\n"))

    assert [(title.id, title.name, title.year, title.genres) for title in titles] == [
        ("7", "The Matrix", 1999, ("Science fiction", "War"))
    ]
    assert ratings == [RatingDraft("9", "7", 4.5, 881250949, 2)]
    assert errors == []


def test_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    items = "\ufeff" + (ITEMS + "1\tToy Story\t1995\tComedy\n").replace("\n", "\r\n")

    assert [title.name for title in drafts(a_set(tmp_path, items=items))[0]] == ["Toy Story"]


@pytest.mark.parametrize(
    "row",
    ["1\tA", "1\tA\t1990\tDrama\textra", "1\t\t1990\tDrama", "1\tA\x00\t1990\tDrama", "1\tA\t1990\tDra\x00ma"],
)
def test_a_broken_item_is_told_with_its_line(row: str, tmp_path: Path) -> None:
    titles, _ratings, errors = drafts(a_set(tmp_path, items=f"{ITEMS}2\tGood\t1991\tDrama\n{row}\n"))

    assert [title.id for title in titles] == ["2"]
    assert [error.startswith("tiny.item, line 3: ") for error in errors] == [True]


@pytest.mark.parametrize("row", ["9\t1\t4", "9\t1\tnan\t1", "9\t1\t4\t1e300", "\t1\t4\t1", "9\t1\t\t"])
def test_a_broken_rating_is_told_with_its_line(row: str, tmp_path: Path) -> None:
    _titles, ratings, errors = drafts(a_set(tmp_path, inter=f"{INTER}8\t1\t4\t1\n{row}\n"))

    assert [rating.viewer for rating in ratings] == ["8"]
    assert [error.startswith("tiny.inter, line 3: ") for error in errors] == [True]


@pytest.mark.parametrize("items", ["", "item_id\tmovie_title\n1\tA\n", "what:ever\n", b"item_id:token\n\xff\xfe\n"])
def test_a_file_that_is_none_is_refused_whole(items: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        drafts(a_set(tmp_path, items=items))


def test_two_sets_in_one_folder_are_refused(tmp_path: Path) -> None:
    a_set(tmp_path)
    (tmp_path / "other.item").write_text(ITEMS, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=r"should have one file that ends in \.item; it has 2"):
        drafts(tmp_path)
