"""What holds for every importer: it knows its own format, refuses the others', and never breaks on nonsense."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.importers import IMPORTERS, importer_for
from catalog.importers.base import Importer
from catalog.importers.drafts import RatingDraft, RowError, TitleDraft, UnreadableFile


def movielens(path: Path) -> None:
    (path / "movies.csv").write_text("movieId,title,genres\n1,Alien (1979),Horror\n", encoding="utf-8")
    (path / "ratings.csv").write_text("userId,movieId,rating,timestamp\n7,1,4.0,978300760\n", encoding="utf-8")


def recbole(path: Path) -> None:
    (path / "s.item").write_text(
        "item_id:token\tmovie_title:token_seq\tclass:token_seq\n1\tAlien (1979)\tHorror\n", encoding="utf-8"
    )
    (path / "s.inter").write_text(
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n7\t1\t4\t978300760\n", encoding="utf-8"
    )


def json_lines(path: Path) -> None:
    lines = [
        {"type": "title", "id": "1", "name": "Alien", "year": 1979, "maturity": 16},
        {"type": "viewer", "id": "7", "name": "Viewer 7"},
        {"type": "rating", "viewer": "7", "title": "1", "value": 4, "at": "2000-12-31T22:12:40Z"},
    ]
    (path / "data.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


EXAMPLES: dict[str, Callable[[Path], None]] = {"movielens": movielens, "recbole": recbole, "json_lines": json_lines}


@pytest.fixture(params=IMPORTERS, ids=lambda importer: importer.key)
def importer(request: pytest.FixtureRequest) -> Importer:
    found: Importer = request.param
    return found


def test_every_importer_has_an_example() -> None:
    assert [one.key for one in IMPORTERS] == list(EXAMPLES)


def test_it_recognises_its_own_format_and_no_other(importer: Importer, tmp_path: Path) -> None:
    for key, make in EXAMPLES.items():
        folder = tmp_path / key
        folder.mkdir()
        make(folder)
        assert importer.recognises(folder) == (key == importer.key), key
        assert importer_for(key="auto", path=folder).key == key


def test_the_same_facts_come_out_of_every_format(importer: Importer, tmp_path: Path) -> None:
    EXAMPLES[importer.key](tmp_path)

    (title,) = [draft for draft in importer.catalogue(tmp_path) if isinstance(draft, TitleDraft)]
    (rating,) = [draft for draft in importer.history(tmp_path) if isinstance(draft, RatingDraft)]

    assert (title.id, title.name, title.year, int(title.maturity)) == ("1", "Alien", 1979, 16)
    assert rating[:4] == ("7", "1", 4.0, 978300760)


def test_the_source_is_a_short_plain_name(importer: Importer, tmp_path: Path) -> None:
    folder = tmp_path / ("Åß §$ " + "x" * 100)
    folder.mkdir()
    EXAMPLES[importer.key](folder)

    source = importer.source(folder)

    assert 0 < len(source) <= 40
    assert source.isascii()
    assert importer.source(folder) == source


NONSENSE = (
    b"",
    b"\x00" * 100,
    b"\xff\xfe\x00",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\n\n\n",
    b"[" * 50_000,
    b"x" * 1_000_010,
)


@pytest.mark.parametrize("content", NONSENSE)
def test_nonsense_is_refused_and_never_breaks_it(importer: Importer, content: bytes, tmp_path: Path) -> None:
    EXAMPLES[importer.key](tmp_path)
    for file in sorted(tmp_path.iterdir()):
        good = file.read_bytes()
        for broken in (content, good + content, good[: len(good) // 2] + content):
            file.write_bytes(broken)
            said = []
            try:
                every = [*importer.catalogue(tmp_path), *importer.history(tmp_path)]
                said += [draft.sentence for draft in every if isinstance(draft, RowError)]
            except UnreadableFile as refusal:
                said.append(str(refusal))
            assert all(sentence.endswith(".") for sentence in said)
        file.write_bytes(good)


def test_no_path_breaks_it(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"\x00")
    for path in (tmp_path, file):
        assert importer.recognises(path) is False
    with pytest.raises(UnreadableFile, match="does not exist"):
        importer_for(key=importer.key, path=tmp_path / "missing")
    with pytest.raises(UnreadableFile, match="looks like none of"):
        importer_for(key="auto", path=tmp_path)
