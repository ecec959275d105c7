"""A title page says whose work it is, where that must be said."""

import pytest

from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title

pytestmark = pytest.mark.django_db


def test_title_says_whose_work_it_is_where_that_must_be_said() -> None:
    free, ours = a_title(attribution="(c) copyright Somebody | www.example.org <b>"), a_title()
    client = signed_in(a_profile())

    page = client.get(f"/title/{free.slug}/").content.decode()

    assert "(c) copyright Somebody | <a" in page
    assert "&lt;b&gt;" in page
    assert "title-body__attribution" not in client.get(f"/title/{ours.slug}/").content.decode()
