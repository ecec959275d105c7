"""Static files are served by names that say what is in them, compressed, and worked on once."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def prepare(folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, check=True, capture_output=True, text=True,
        env=os.environ | {"HASHED_STATIC": "1", "MARQUEE_DATA_DIR": str(folder)},
    ).stdout  # fmt: skip


def test_names_are_hashed_imports_follow_and_brotli_lies_beside(tmp_path: Path, transactional_db: None) -> None:
    assert "Collecting static files" in prepare(tmp_path)

    static = tmp_path / "static"
    names = json.loads((static / "staticfiles.json").read_text())["paths"]
    assert re.fullmatch(r"css/app\.[0-9a-f]{12}\.css", names["css/app.css"])
    script = (static / names["js/app.js"]).read_text()
    imported = re.findall(r"(?:from|import)\s*\(?[\"'](\.[^\"']+)[\"']", script)
    assert imported
    for path in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", path), path
        assert (static / "js" / path).resolve().is_file()
    assert (static / f"{names['css/app.css']}.br").is_file()
    sheet = (static / names["css/app.css"]).read_text()
    assert "@import" not in sheet
    assert all(f"@layer {layer}" in sheet for layer in ("tokens", "base", "components"))
    for path in re.findall(r"url\(\"?([^\")]+)", sheet):
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path), path
        assert (static / "css" / path).resolve().is_file()
    assert not [name for name in names if name.startswith("drf_spectacular_sidecar/redoc")]

    compressed = {path: path.stat().st_mtime_ns for path in static.rglob("*.br")}
    assert "Collecting" not in prepare(tmp_path)
    (static / ".collected").unlink()
    assert "Collecting" in prepare(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in static.rglob("*.br")} == compressed
