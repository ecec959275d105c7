"""The import page: tried without writing, brought in, twice without change, and bad lines named."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Rating
from tests.factories.accounts import a_user

pytestmark = pytest.mark.django_db
LINES = (
    {"type": "person", "id": "mara", "name": "Mara Oyelaran"},
    {"type": "title", "id": "salt-road", "name": "The Salt Road", "genres": ["Drama"],
     "credits": [{"person": "mara", "role": "actor"}]},
    {"type": "viewer", "id": "noor", "name": "Noor"},
    {"type": "rating", "viewer": "noor", "title": "salt-road", "value": 4, "at": "2026-05-02T20:11:00Z"},
)  # fmt: skip
EDITOR = ("add_title", "change_title", "add_person", "change_person")


def a_client(**fields: Any) -> Client:
    client = Client()
    client.force_login(a_user(is_staff=True, **fields))
    return client


def an_editor() -> Client:
    user = a_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=EDITOR))
    client = Client()
    client.force_login(user)
    return client


def bring(client: Client, content: bytes | None = None, *, name: str = "harbour.jsonl", **values: str) -> Any:
    text = "\n".join(json.dumps(line) for line in LINES).encode() if content is None else content
    return client.post(reverse("admin:import"), {"file": SimpleUploadedFile(name, text), **values})


def test_dry_run_says_what_would_come_and_writes_nothing() -> None:
    answer = bring(a_client(is_superuser=True), is_dry_run="on")

    assert answer.context["lines"][0] == "Would have brought in harbour:"
    assert not Title.objects.exists()
    assert not LogEntry.objects.exists()


def test_file_is_brought_in_once() -> None:
    client = a_client(is_superuser=True)

    first, second = bring(client), bring(client)

    assert first.context["lines"][0] == "Brought in harbour:"
    assert second.context["lines"][0].startswith("Nothing changed")
    assert Title.objects.get().source == "harbour"
    assert Rating.objects.count() == 1
    assert "Import of harbour" in LogEntry.objects.last().object_repr  # type: ignore[union-attr]  # There is one.


def test_editor_brings_titles_and_nobody_s_history() -> None:
    bring(an_editor())

    assert Title.objects.count() == 1
    assert not Profile.objects.filter(name="Noor").exists()
    assert not Rating.objects.exists()


def test_lines_that_cannot_be_used_are_named() -> None:
    content = b'{"type": "title", "id": "a", "name": "Kept"}\n{"type": "title"}\nnot json\n'

    lines = bring(a_client(is_superuser=True), content).context["lines"]

    assert any("line 2" in line for line in lines)
    assert any("line 3" in line for line in lines)
    assert Title.objects.get().name == "Kept"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"id,name"),
        ("a.jsonl", b""),
        ("a.jsonl", b"\xff\xfe\x00\x00"),
        ("a.jsonl", b"[" * 100_000),
        ("a.jsonl", b'{"type": "about", "source": "../../etc"}'),
        ("../../../etc/passwd.jsonl", b'{"type": "artwork", "title": "a", "key": "b", "file": "/etc/passwd"}'),
        ("\u202e.jsonl", b'{"type": "title", "id": "\\ud800", "name": "\\u0000"}'),
    ],
)
def test_hostile_file_is_an_error_on_the_page(name: str, content: bytes) -> None:
    answer = bring(a_client(is_superuser=True), content, name=name)

    assert answer.status_code == 200
    assert not Title.objects.exists()


def test_page_is_found_by_who_may_use_it() -> None:
    address = reverse("admin:import")

    for name in ("index", "catalog_title_changelist"):
        assert address in an_editor().get(reverse(f"admin:{name}")).content.decode()
    assert address not in a_client().get(reverse("admin:index")).content.decode()


def test_who_may_not_change_titles_may_not_import() -> None:
    assert a_client().get(reverse("admin:import")).status_code == 403
    assert bring(a_client()).status_code == 403
    assert Client().get(reverse("admin:import")).status_code == 302
