"""Errors that no view answers: a page for people, the one shape of errors for programs."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from config import error_pages

ASK = RequestFactory()


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v2/", "/api/v1/titles/-1/rating/", "/api/v1/devices/x/"])
def test_address_that_no_route_takes_is_a_problem_below_the_api(path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 404
    assert answer.json() == {"code": "not_found", "message": "There is nothing at this address."}


def test_address_that_no_route_takes_is_a_page_elsewhere() -> None:
    answer = Client().get("/nothing/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/home/", "/films/"])
def test_every_error_has_both_forms(path: str) -> None:
    request, kind = ASK.get(path), "application/json" if path.startswith("/api/") else "text/html"
    answers = [
        error_pages.bad_request(request, SuspiciousOperation("no")),
        error_pages.permission_denied(request, PermissionDenied("no")),
        error_pages.page_not_found(request, Http404("no")),
        error_pages.server_error(request),
    ]

    assert [answer.status_code for answer in answers] == [400, 403, 404, 500]
    assert all(answer.headers["Content-Type"].startswith(kind) for answer in answers)


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_every_page_says_what_happened_what_to_do_and_where_home_is(code: str) -> None:
    page = render_to_string(f"{code}.html")

    heading = re.search(r"<h1>(.+)</h1>", page)
    assert heading
    assert f"<title>{heading[1]} · Marquee</title>" in page
    assert re.search(r"<p>[^<]{20,}</p>", page)
    assert 'href="/"' in page
    assert "<p>Because.</p>" in render_to_string(f"{code}.html", {"message": "Because."})
    assert "<script" not in page


def test_failure_of_the_api_says_nothing_of_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("drf_spectacular.views.SpectacularAPIView.get", fail)

    answer = Client(raise_request_exception=False).get("/api/v1/openapi.yaml")

    assert answer.status_code == 500
    assert set(answer.json()) == {"code", "message"}
    assert "secret" not in answer.content.decode()
