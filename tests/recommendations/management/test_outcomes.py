"""`manage.py outcomes` counts at once and says what it found."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db(transaction=True)


def said(*options: str) -> str:
    output = StringIO()
    call_command("outcomes", *options, stdout=output)
    return output.getvalue()


def test_outcomes_are_said_in_words_or_as_json() -> None:
    a_play(a_profile(), a_title(), seconds=3_600, duration=7_200, at=timezone.now() - timedelta(hours=3))

    assert said() == "Made by its household: 0% of 1 hours recommended; 0 titles clearly succeed, 0 fail.\n"
    assert json.loads(said("--output", "json"))["household"]["watching"]["plays"] == 1


def test_empty_site_says_so() -> None:
    assert said() == "Nothing was played, and no page was looked at.\n"


@pytest.mark.parametrize(
    ("options", "words"), [(("--days", "0"), "from 1 to 366"), (("--output", "xml"), "words, json")]
)
def test_bad_options_are_refused_in_words(options: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said(*options)
