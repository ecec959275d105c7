"""What every answer carries, whatever it is; and what bad requests and a missing database are answered with."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from config.guard import LONGEST_VALUE, GuardMiddleware
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title

pytestmark = pytest.mark.django_db
POLICY = "default-src 'self'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def has_policy(response: Any) -> bool:
    policy = response.headers["Content-Security-Policy"]
    return POLICY in policy and "unsafe" not in policy and "*" not in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200), ("/readyz", 200), ("/account/login/", 200), ("/", 302), ("/nothing-here/", 404),
        ("/api/v1/nothing/", 404), ("/admin/", 302), ("/search", 301), ("/media/artwork/x.avif", 404), ("/?q=%00", 400),
    ],
)  # fmt: skip
def test_every_kind_of_answer_carries_the_policy(path: str, status: int) -> None:
    response = Client().get(path)

    assert response.status_code == status
    assert has_policy(response)
    assert "Permissions-Policy" in response.headers
    for name, value in ALWAYS.items():
        assert response.headers[name] == value


def test_a_page_that_broke_carries_it_too() -> None:
    client = signed_in(a_profile())
    client.raise_request_exception = False
    with patch("recommendations.web.views.home_page", side_effect=RuntimeError):
        response = client.get("/")

    assert response.status_code == 500
    assert has_policy(response)
    assert b"RuntimeError" not in response.content


def test_a_static_file_carries_it_too(settings: Any) -> None:
    folder = Path(settings.STATIC_ROOT)
    (folder / "probe.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    try:
        response = Client().get("/static/probe.svg")
        assert response.status_code == 200
        assert has_policy(response)
        response.close()
    finally:
        (folder / "probe.svg").unlink()


@pytest.mark.parametrize("path", ["/healthz", "/search/", "/title/salt/", "/api/v1/home/"])
@pytest.mark.parametrize("query", ["q=%00", "%00=1", "q=%ED%A0%80%00", "q=" + "x" * (LONGEST_VALUE + 1)])
def test_what_no_page_can_use_is_refused_before_any(path: str, query: str) -> None:
    response = Client().get(f"{path}?{query}")

    assert response.status_code == 400
    if path.startswith("/api/"):
        assert response.json()["code"] == "invalid"


def test_a_path_with_a_nul_is_refused() -> None:
    assert Client().get("/title/a%00b/").status_code == 400


def test_a_form_with_a_nul_is_refused() -> None:
    assert Client().post("/account/login/", {"login": "a\x00b@example.com"}).status_code == 400


def through(error: Exception, path: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    guard = GuardMiddleware(view)
    request = RequestFactory().get(path)
    try:
        return guard(request)
    except DataError as refused:
        answer = guard.process_exception(request, refused)
        assert answer is not None
        return answer


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/home/"])
def test_while_the_database_is_away_the_answer_is_in_a_moment(path: str) -> None:
    response = through(OperationalError("gone"), path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")


@pytest.mark.parametrize("path", ["/", "/api/v1/home/"])
def test_a_middleware_that_meets_the_absent_database_gives_the_same_answer(path: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    with patch("django.contrib.sessions.backends.db.SessionStore._get_session_from_db", side_effect=OperationalError):
        response = client.get(path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")


def test_a_value_that_only_the_database_refused_is_a_bad_request() -> None:
    assert through(DataError("integer out of range"), "/").status_code == 400


def test_ready_says_why_not() -> None:
    client = Client()
    with patch("config.health.MigrationExecutor", side_effect=OperationalError):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["reason"] == "The database does not answer."
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_read_and_never_cached(path: str) -> None:
    assert Client().post(path).status_code == 405
    assert "no-store" in Client().get(path).headers["Cache-Control"]


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000)
def test_behind_tls_plain_requests_are_sent_there_and_secure_ones_told_to_stay() -> None:
    assert Client().get("/account/login/").status_code == 301
    assert Client().get("/healthz").status_code == 200, "Health is asked from inside, where there is no TLS."
    assert "max-age=31536000" in Client().get("/healthz", secure=True).headers["Strict-Transport-Security"]


def test_a_page_of_titles_comes_with_it() -> None:
    title = a_title("Salt")

    response = signed_in(a_profile()).get(title.get_absolute_url())

    assert response.status_code == 200
    assert has_policy(response)
