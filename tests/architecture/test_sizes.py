"""Small things stay small: the caps of CONTRIBUTING.md, without exceptions."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAPS = {"module": 250, "function": 40, "template": 120, "component": 150}
CATCH_ALLS = {"utils", "helpers", "common", "misc", "services", "managers", "base_models"}
ALLOWED = {"config/services.py"}  # Names processes that serve, which is what the word means there.


def tracked(*suffixes: str) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if name.endswith(suffixes) and path.exists():
            yield path


def _source() -> Iterator[Path]:
    return (path for path in tracked(".py") if "migrations" not in path.parts)


def _length(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_modules_are_short() -> None:
    long = {str(path.relative_to(ROOT)): _length(path) for path in _source() if _length(path) > CAPS["module"]}

    assert not long


def test_functions_are_short() -> None:
    long = {}
    for path in _source():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > CAPS["function"]:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines

    assert not long


def test_templates_are_short() -> None:
    long = {str(path.relative_to(ROOT)): _length(path) for path in tracked(".html") if _length(path) > CAPS["template"]}

    assert not long


def test_scripts_and_stylesheets_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): _length(path)
        for path in tracked(".js", ".css")
        if "vendor" not in path.parts and _length(path) > CAPS["component"]
    }

    assert not long


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _source()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent


def test_no_module_has_a_catch_all_name() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in _source()
        if (path.stem in CATCH_ALLS or CATCH_ALLS & set(path.relative_to(ROOT).parts[:-1]))
        and str(path.relative_to(ROOT)) not in ALLOWED
    ]

    assert not vague
