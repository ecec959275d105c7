"""The back office as a whole: every model is in it, and no address, search or id makes any page of it fail."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Profile, User
from catalog.models import Title
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_credit, a_person, a_series, a_title, an_artwork
from tests.factories.meanwhile import reporting_before
from tests.factories.recommendations import a_play, a_rating
from tests.security.hostile import TEXTS

pytestmark = pytest.mark.django_db
OURS = ("catalog", "accounts", "recommendations")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
SHORT = tuple(text for text in TEXTS if len(text) < 2000)
DATES = ("9999", "0", "31", "99999999999999999999", "x", "10000", "1" * 5000)


def the_superuser() -> Client:
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def a_little_of_everything() -> None:
    profile, series, title = a_profile(), a_series(), a_title(genres=("Drama",), moods=("Warm",))
    an_artwork(title)
    a_credit(title, a_person())
    a_rating(profile, title)
    a_play(profile, series, episode=series.seasons.get().episodes.first())


def page(model: type[Model], name: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def hostile_queries(model_admin: Any) -> Iterator[dict[str, str]]:
    filters = [item[0] if isinstance(item, tuple) else item for item in model_admin.list_filter]
    names = [getattr(item, "parameter_name", f"{item}__exact") for item in filters]
    for text in SHORT:
        yield {"q": text}
        yield {**dict.fromkeys(names, text), "p": text, "o": text, "all": text}
    for name in names:
        yield {name: "sideways"}
        yield {name.replace("__exact", "__isnull"): "sideways"}
    yield {"_to_field": "password"}
    yield {"id__in": "x,", "pk__gt": "9" * 40}
    if model_admin.date_hierarchy:
        year, month, day = (f"{model_admin.date_hierarchy}__{part}" for part in ("year", "month", "day"))
        for text in DATES:
            yield {year: text}
            yield {month: text}
            yield {year: "2026", month: text}
            yield {year: "2026", month: "2", day: text}


def test_every_model_is_in_the_back_office() -> None:
    missing = [
        model._meta.label
        for name in OURS
        for model in apps.get_app_config(name).get_models()
        if not admin.site.is_registered(model)
    ]

    assert not missing


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_opens_and_hostile_addresses_do_not_break_it(model: type[Model], a_little_of_everything: None) -> None:
    client = the_superuser()
    address = page(model, "changelist")

    assert client.get(address).status_code == 200
    for query in hostile_queries(admin.site._registry[model]):
        assert client.get(address, query).status_code in (200, 302, 400, 403), query


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_hostile_ids_lead_back_and_not_to_an_error(model: type[Model]) -> None:
    client = the_superuser()

    for number, text in enumerate(SHORT):
        name = ("change", "delete", "history")[number % 3]
        response = client.get(page(model, name, text.replace("/", "_2F") or "x"))
        assert response.status_code in (200, 302, 400, 403, 404), (name, text)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_form_of_a_row_opens(model: type[Model], a_little_of_everything: None) -> None:
    client, row = the_superuser(), model._default_manager.first()

    if row is not None:
        assert client.get(page(model, "change", row.pk)).status_code == 200
    if admin.site._registry[model].has_add_permission(client.get("/admin/").wsgi_request):
        assert client.get(page(model, "add")).status_code == 200


def filled_form(context: Any, text: str) -> dict[str, str]:
    """The form of a page and one row of each of its inlines, with `text` in every field."""
    form = dict.fromkeys(context["adminform"].form.fields, text)
    form |= {f"{name}_{part}": text for name in tuple(form) for part in (0, 1)}
    for inline in context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        form |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
        form |= {f"{prefix}-0-{name}": text for name in inline.formset.empty_form.fields}
    return form


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_hostile_form_is_shown_again_with_what_is_wrong(model: type[Model], a_little_of_everything: None) -> None:
    client, row = the_superuser(), model._default_manager.first()
    addresses = [page(model, "add"), *([page(model, "change", row.pk)] if row is not None else [])]

    for address in addresses:
        shown = client.get(address)
        if shown.status_code != 200 or "adminform" not in shown.context:
            continue
        for text in ("x", "1e5", "²", "-1", "9" * 30, "2026-13-45", "{", "\u202e"):
            answer = client.post(address, filled_form(shown.context, text))
            assert answer.status_code in (200, 302, 403), (address, text)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [User, Profile, Title], ids=lambda model: model._meta.label)
@pytest.mark.parametrize("way", ["from the list", "from its page"])
def test_what_viewers_do_meanwhile_keeps_nothing_from_being_deleted(model: type[Model], way: str) -> None:
    profile, title = a_profile(), a_title()
    row: Any = {User: profile.user, Profile: profile, Title: title}[model]
    client = the_superuser()
    selected = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    with reporting_before(f'DELETE FROM "{model._meta.db_table}"', profile=profile, title=title):
        if way == "from the list":
            answer = client.post(page(model, "changelist"), selected)
        else:
            answer = client.post(page(model, "delete", row.pk), {"post": "yes"})

    assert answer.status_code == 302
    assert not model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_staff_without_permissions_sees_nothing(model: type[Model]) -> None:
    client = Client()
    client.force_login(a_user(is_staff=True))

    assert client.get(page(model, "changelist")).status_code == 403
    assert page(model, "changelist") not in client.get(reverse("admin:index")).content.decode()


def test_visitor_is_sent_to_the_sign_in() -> None:
    response = Client().get(reverse("admin:index"))

    assert response.status_code == 302
    assert "login" in response["Location"]
