"""The development mailbox: readable mail with links to press, on this machine and without a mail server only."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import get_connection, send_mail
from django.test import Client

from tests.factories.accounts import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_in_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MAILBOX = True


def test_link_in_a_mail_can_be_pressed() -> None:
    user = a_user("reads@example.com")
    Client().post("/account/password/reset/", {"email": user.email})

    page = Client().get("/mailbox/").content.decode()

    assert "Marquee: Reset your password" in page
    assert "reads@example.com" in page
    address = page.split('href="http://testserver')[1].split('"')[0]
    assert address.startswith("/account/password/reset/key/")
    assert Client().get(address, follow=True).status_code == 200


def test_long_lines_foreign_words_and_hostile_subjects_are_shown_as_sent() -> None:
    text = "Grüße aus Łódź <b>" + "x" * 500 + " https://example.com/" + "y" * 300
    send_mail("<script>", text, None, ["reads@example.com"], connection=get_connection())

    page = Client().get("/mailbox/").content.decode()

    assert "Grüße aus Łódź &lt;b&gt;" in page
    assert "&lt;script&gt;" in page
    assert f'href="https://example.com/{"y" * 300}"' in page


def test_it_is_closed_with_a_mail_server_behind_a_proxy_and_from_elsewhere(settings: LazySettings) -> None:
    assert Client().get("/mailbox/").status_code == 200
    assert Client().get("/mailbox/", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert Client().get("/mailbox/", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 404
    settings.MAILBOX = False
    assert Client().get("/mailbox/").status_code == 404
    settings.MAILBOX, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    assert Client().get("/mailbox/").status_code == 404


def test_page_that_speaks_of_mail_says_where_it_arrives_and_what_for(settings: LazySettings) -> None:
    page = Client().post("/account/password/reset/", {"email": "reads@example.com"}, follow=True).content.decode()

    assert "set a new password" in page
    assert 'href="/mailbox/"' in page
    settings.MAILBOX = False
    assert "/mailbox/" not in Client().get("/account/password/reset/done/").content.decode()
