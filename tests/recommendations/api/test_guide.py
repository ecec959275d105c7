"""The guide to the API tells the truth about events: its example is stored, its table has every kind."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from recommendations.events import EVENT_TYPE_OF
from tests.architecture.test_sizes import ROOT
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.recommendations.api.test_events import a_batch, an_item, post

pytestmark = pytest.mark.django_db

GUIDE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text()


def test_example_of_the_guide_is_stored_as_it_stands() -> None:
    profile, title = a_profile(), a_title()
    client = signed_in(profile)
    page = client.get("/api/v1/home/").json()["token"]
    now = datetime.now(tz=UTC).isoformat()
    said = GUIDE.partition("/api/v1/events/")[2].partition("-d '")[2].partition("]}'\n")[0] + "]}"
    for word, value in (("$NOW", now), ("$RUN", str(uuid4())), ("$TITLE", str(title.pk)), ("$PAGE", page)):
        said = said.replace(f"'{word}'", value)
    said = re.sub(r"'\$\(id\)'", lambda _found: str(uuid4()), said)

    response = post(client, said)

    assert response.status_code == 202, response.content
    assert [result["status"] for result in response.json()["results"]] == ["stored"] * 3, response.json()


def test_guide_has_every_kind_with_every_detail_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*`) \| (.*) \| (.*) \|$", GUIDE.partition("| kind |")[2], re.MULTILINE)
    told = {kind: details for kinds, _value, details in rows for kind in re.findall(r"`(\w+)`", kinds)}

    assert set(told) == set(EVENT_TYPE_OF)
    for kind, event_type in EVENT_TYPE_OF.items():
        assert set(event_type.details) <= set(re.findall(r"`(\w+)`", told[kind])), kind
        assert set(event_type.required) == set(re.findall(r"\*\*`(\w+)`\*\*", told[kind])), kind


def test_field_that_no_event_has_is_named_beside_those_that_there_are() -> None:
    title = a_title()

    (result,) = post(signed_in(a_profile()), a_batch(an_item(title.pk, token="x"))).json()["results"]

    assert result["status"] == "rejected"
    assert result["message"].startswith("token: an event has no such field; its fields are id, kind, at, title")
    assert "page" in result["message"]
