"""The documents tell the truth about paths and variables."""

import re

from tests.architecture.test_sizes import ROOT, tracked

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
PATH = re.compile(
    r"`((?:config|catalog|accounts|recommendations|templates|static|tests|docs|benchmarks|seed|tools)/[\w./-]+)`"
)
VARIABLE = re.compile(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"")


def test_every_path_in_the_documents_exists() -> None:
    texts = {path: path.read_text() for path in [*(ROOT / "docs").rglob("*.md"), *(ROOT / name for name in DOCUMENTS)]}
    missing = [
        f"{document.relative_to(ROOT)}: {path}"
        for document, text in texts.items()
        for path in PATH.findall(text)
        if not (ROOT / path).exists()
    ]

    assert not missing


def test_every_environment_variable_is_in_the_example() -> None:
    read = set(VARIABLE.findall((ROOT / "config" / "settings.py").read_text()))
    example = (ROOT / ".env.example").read_text()

    assert {name for name in read if not re.search(rf"^#? ?{name}=", example, re.MULTILINE)} == set()


def test_no_machine_is_named() -> None:
    words = ("/work" + "/main", "/root" + "/", "pypi" + ".org", "registry" + ".npmjs")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked(".py", ".md", ".txt", ".in", ".toml", ".json", ".yaml", ".js", ".css", ".html", "Makefile")
        if "vendor" not in path.parts
        for word in words
        if word in path.read_text(errors="replace")
    ]

    assert not found
