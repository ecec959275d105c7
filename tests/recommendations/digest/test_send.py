"""Letters go out once a week to those who asked, say nothing above the ceiling, and survive trouble."""

import re
from datetime import timedelta
from email.message import Message

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives

from accounts.models import Profile
from catalog.maturity import Maturity
from catalog.models import Title
from recommendations.digest.choose import choose_digest
from recommendations.digest.consent import subscribe, unsubscribe
from recommendations.digest.send import send_due_digests, send_now
from recommendations.events.page_token import read_token
from recommendations.models import DigestSubscription, ServedPage
from tests.factories.accounts import a_profile
from tests.factories.catalog import an_artwork
from tests.factories.pages import LATER

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def subscriber(**fields: object) -> Profile:
    profile = a_profile(**fields)  # type: ignore[arg-type]
    subscribe(profile=profile, now=LATER - timedelta(hours=1))
    return profile


def html_of(message: EmailMessage) -> str:
    assert isinstance(message, EmailMultiAlternatives)
    return str(message.alternatives[0][0])


def test_letter_goes_to_the_account_once_a_week(board: list[Title]) -> None:
    profile = subscriber(name="Ada")
    assert profile.user is not None

    first = send_due_digests(now=LATER)
    next_day = send_due_digests(now=LATER + timedelta(days=1))
    next_week = send_due_digests(now=LATER + WEEK)

    assert (first.sent, next_day.sent, next_week.sent) == (1, 0, 1)
    assert [message.to for message in mail.outbox] == [[profile.user.email]] * 2
    assert mail.outbox[0].subject.startswith("Ada, ")
    assert DigestSubscription.objects.get().sent == 2


def test_nobody_else_gets_one(board: list[Title]) -> None:
    a_profile()
    unsubscribe(profile_id=subscriber().pk, now=LATER)
    grown_small = subscriber()
    Profile.objects.filter(pk=grown_small.pk).update(is_kids=True, maturity_ceiling=Maturity.SEVEN)
    gone = subscriber()
    assert gone.user is not None
    gone.user.is_active = False
    gone.user.save()

    send_due_digests(now=LATER)

    assert mail.outbox == []


def test_nothing_above_the_ceiling_is_named(board: list[Title]) -> None:
    Title.objects.filter(pk__in=[title.pk for title in board[::2]]).update(maturity=Maturity.EIGHTEEN)
    subscriber(maturity_ceiling=Maturity.SIXTEEN)

    send_due_digests(now=LATER)

    [message] = mail.outbox
    above = set(Title.objects.filter(maturity=Maturity.EIGHTEEN).values_list("slug", flat=True))
    named = set(re.findall(r"/title/([\w-]+)/", str(message.body) + html_of(message)))
    assert named
    assert not named & above


def test_every_link_leads_to_a_place_on_the_served_page(board: list[Title]) -> None:
    profile = subscriber()

    send_due_digests(now=LATER)

    page = ServedPage.objects.get(surface="digest")
    tokens = set(re.findall(r"page=([^&\s]+)&", str(mail.outbox[0].body)))
    assert {read_token(token.replace("%3A", ":"), profile.pk).id for token in tokens} == {page.pk}
    assert sum(len(row["tiles"]) for row in page.content["rows"]) <= 13


def test_pictures_travel_inside_as_jpeg(board: list[Title]) -> None:
    for title in board:
        an_artwork(title)
    subscriber()

    send_due_digests(now=LATER)

    sent: Message = mail.outbox[0].message()
    held = {str(part["Content-ID"])[1:-1]: part for part in sent.walk() if part.get_content_type() == "image/jpeg"}
    used = set(re.findall(r"cid:([\w-]+)", html_of(mail.outbox[0])))
    assert used
    assert used == set(held)
    assert "multipart/related" in {part.get_content_type() for part in sent.walk()}


def test_one_click_in_the_mail_program_ends_it(board: list[Title], client: object) -> None:
    subscriber()
    send_due_digests(now=LATER)
    headers = mail.outbox[0].extra_headers

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http")


def test_letter_that_fails_is_tried_again_and_the_others_go_out(
    board: list[Title], monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky, lucky = subscriber(name="Una"), subscriber(name="Lux")
    choose = choose_digest

    def fails(*, profile: Profile, **given: object) -> object:
        if profile == unlucky:
            raise OSError("The mail server hung up.")
        return choose(profile=profile, **given)  # type: ignore[arg-type]

    monkeypatch.setattr("recommendations.digest.send.choose_digest", fails)
    counts = send_due_digests(now=LATER)
    monkeypatch.undo()
    again = send_due_digests(now=LATER + timedelta(hours=1))

    assert (counts.sent, counts.failed, again.sent) == (1, 1, 1)
    assert [message.subject[:3] for message in mail.outbox] == ["Lux", "Una"]
    assert lucky.pk != unlucky.pk


def test_empty_catalogue_writes_to_nobody() -> None:
    subscriber()

    counts = send_due_digests(now=LATER)

    assert (counts.sent, counts.empty) == (0, 1)
    assert mail.outbox == []


def test_one_is_sent_at_once_and_counts_as_this_weeks(board: list[Title]) -> None:
    send_due_digests(now=LATER)
    profile = subscriber(name="Ada")
    row = DigestSubscription.objects.get(profile=profile)

    assert send_now(subscription_id=row.pk, now=LATER)
    assert send_due_digests(now=LATER + timedelta(days=1)).sent == 0
    assert send_now(subscription_id=row.pk, now=LATER + timedelta(days=2))
    assert len(mail.outbox) == 2
    unsubscribe(profile_id=profile.pk, now=LATER)
    assert not send_now(subscription_id=row.pk, now=LATER + timedelta(days=3))
    assert len(mail.outbox) == 2


def test_one_that_no_server_takes_is_still_due(board: list[Title], monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_message: object, **_options: object) -> int:
        raise ConnectionRefusedError

    subscriber()
    row = DigestSubscription.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", away)
        with pytest.raises(ConnectionRefusedError):
            send_now(subscription_id=row.pk, now=LATER)

    assert send_due_digests(now=LATER).sent == 1
