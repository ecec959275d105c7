"""The API's document: complete, without a warning, with errors in one shape; and its page, under the strict policy."""

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from playwright.sync_api import Page, expect

from config.api_summaries import SUMMARIES
from tests.architecture.test_sizes import ROOT

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document() -> Any:
    written = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=written)
    return yaml.safe_load(written.getvalue())


def operations(document: Any) -> list[tuple[str, Any]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_every_operation_has_an_id_a_tag_and_errors_in_the_one_shape(document: Any) -> None:
    ids = [operation["operationId"] for _name, operation in operations(document)]

    assert len(ids) == len(set(ids))
    for name, operation in operations(document):
        assert operation["tags"], name
        assert operation.get("description") or operation.get("summary"), name
        for status, answer in operation["responses"].items():
            if status >= "400":
                (content,) = answer["content"].values()
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, (name, status)


def test_every_operation_has_a_summary_of_its_own_and_every_summary_an_operation(document: Any) -> None:
    lines = {name.replace("/api/v1", ""): operation.get("summary") for name, operation in operations(document)}

    assert {name: line for name, line in lines.items() if not line or len(line) > 60} == {}
    assert {key.lower() for key in SUMMARIES} == {name.lower() for name in lines}
    assert len(set(lines.values())) == len(lines)


def test_every_document_that_is_named_exists(document: Any) -> None:
    named = set(re.findall(r"docs/[\w./-]+\.md", yaml.safe_dump(document, width=10_000)))

    assert named, "The events name theirs."
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_signing_in_needs_no_token_and_says_what_it_answers(document: Any) -> None:
    operation = document["paths"]["/api/v1/session/"]["post"]

    assert not operation.get("security")
    assert {"201", "400", "401", "403", "429"} <= set(operation["responses"])


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_page_of_the_document_works_under_the_strict_policy(open_page: Callable[..., Page]) -> None:
    page = open_page("/api/v1/docs/")

    expect(page.get_by_text("/session/profile/")).to_be_visible(timeout=20_000)
