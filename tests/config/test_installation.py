"""A step that fails says in a sentence what to do; nobody at a terminal is shown a traceback."""

from pathlib import Path

import pytest

from config.embedded_programs import UnableToStartServer, told
from config.installation import Installation

FULL_DATABASE = (
    """raise RuntimeError('could not extend file "base/16384/2619": No space left on device\\nHINT: Check free.')"""
)
FULL_FOLDER = "import errno; raise OSError(errno.ENOSPC, 'No space left on device', '/x/static/app.css')"


def run(tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[str]]:
    """The sentence that a failing `manage.py prepare` ends with, and what was told before."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "manage.py").write_text(f"print('Updating the database', flush=True)\n{program}\n")
    said: list[str] = []
    installation = Installation(base_dir=tmp_path, data_dir=tmp_path / "data", tell=said.append)
    with pytest.raises(UnableToStartServer) as problem:
        installation.run("prepare", "--demo")
    return str(problem.value), said


@pytest.mark.parametrize("program", [FULL_DATABASE, FULL_FOLDER], ids=["database", "folder"])
def test_full_disk_is_named_with_its_folder_and_the_remedy(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence, said = run(tmp_path, program, monkeypatch)

    assert sentence.startswith("`manage.py prepare` stopped: the disk that holds ")
    assert str(tmp_path / "data") in sentence
    assert "Free some space there and start again" in sentence
    assert said == ["Updating the database"]


def test_full_disk_of_a_database_elsewhere_names_no_folder_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/marquee")
    installation = Installation(base_dir=tmp_path, data_dir=tmp_path / "data", tell=lambda _line: None)
    (tmp_path / "manage.py").write_text(FULL_DATABASE)

    with pytest.raises(UnableToStartServer, match=f"holds {tmp_path}/data or the database of DATABASE_URL is full"):
        installation.run("prepare")


def test_any_other_failure_leaves_its_traceback_in_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence, said = run(tmp_path, "raise ValueError('the moon is full')", monkeypatch)

    log = tmp_path / "data" / "logs" / "prepare.log"
    assert sentence == f"`manage.py prepare` failed: ValueError: the moon is full The whole of it is in {log}."
    assert "Traceback" in log.read_text()
    assert said == ["Updating the database"]


def test_failure_in_words_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence, _said = run(tmp_path, "raise SystemExit('CommandError: there is no such folder.')", monkeypatch)

    assert sentence == "`manage.py prepare` failed: CommandError: there is no such folder."


def test_full_disk_names_the_file_s_folder_where_the_system_says_it(tmp_path: Path) -> None:
    import errno

    assert "holds /x/y is full" in told(OSError(errno.ENOSPC, "No space left", "/x/y/z"), folder=tmp_path)
    assert f"holds {tmp_path} is full" in told(OSError(errno.ENOSPC, "No space left"), folder=tmp_path)
