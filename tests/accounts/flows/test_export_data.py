"""An export holds every table with something of the account, in readable files, and no secret."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.flows.export_data import ROWS_AT_ONCE, export_data
from accounts.flows.pin import set_pin
from accounts.models import Device, DeviceToken, Profile, User
from accounts.ownership import owned_tables
from recommendations.models import Event, Rating
from tests.accounts.references import fill_every_table, keys, model_of
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.factories.rows import a_row_of

pytestmark = pytest.mark.django_db


def exported(user: User | None, now: datetime) -> dict[str, Any]:
    assert user is not None
    with zipfile.ZipFile(io.BytesIO(b"".join(export_data(user=user, now=now)))) as archive:
        assert archive.testzip() is None
        return {
            name: json.loads(archive.read(name)) if name.endswith(".json") else archive.read(name).decode()
            for name in archive.namelist()
        }


def test_every_table_that_points_at_an_account_or_a_profile_is_covered() -> None:
    covered = {table.model for table in owned_tables()} | {User, Profile}

    assert {model_of(table) for table, _column, _target in keys()} <= covered


def test_every_table_with_a_row_is_in_the_archive(now: datetime) -> None:
    profile = a_profile(name="Ada Lovelace")
    assert profile.user is not None
    fill_every_table(user=profile.user, profile=profile)

    files = exported(profile.user, now)

    names = {name.rsplit("/", 1)[-1] for name in files}
    for table in owned_tables():
        if table.of_user(profile.user).exists() or table.of_profile(profile).exists():
            assert f"{str(table.model._meta.verbose_name_plural).replace(' ', '-')}.json" in names, table.model
    assert files["account/account.json"]["email"] == profile.user.email
    assert files["profiles/1-ada-lovelace/profile.json"][0]["name"] == "Ada Lovelace"
    assert "profiles/1-ada-lovelace/ratings.json: 1" in files["README.txt"]


def test_rows_are_readable_and_of_nobody_else(now: datetime) -> None:
    profile, stranger = a_profile(), a_profile()
    liked, other = a_title("Lantern Street"), a_title("Somebody else's film")
    Rating.objects.create(profile=profile, title=liked, value=5, rated_at=now)
    Rating.objects.create(profile=stranger, title=other, value=1, rated_at=now)

    files = exported(profile.user, now)

    [rating] = files["profiles/1-ada/ratings.json"]
    assert rating["title"].startswith("Lantern Street")
    assert rating["value"] == 5
    assert rating["source"] == "Thumb"
    assert "Somebody else" not in json.dumps(files)


def test_secrets_stay_out(now: datetime) -> None:
    profile = a_profile()
    user = profile.user
    assert user is not None
    client = signed_in(profile)
    set_pin(profile=profile, pin="4711")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    device = Device.objects.create(user=user, name="TV", first_seen_at=now, last_seen_at=now, session_key="k" * 32)
    token, text = DeviceToken.objects.create(user=user, expiry=None, device=device, profile=profile)
    stored = Authenticator.objects.get(user=user).data["secret"]
    profile.refresh_from_db()

    everything = json.dumps(exported(user, now))

    session_key = client.session.session_key
    for hidden in (
        user.password, profile.pin_hash, secret, stored, token.digest, token.token_key, text, "k" * 32, session_key,
    ):  # fmt: skip
        assert hidden
        assert hidden not in everything


def test_long_histories_pass_through_in_pieces(now: datetime, django_assert_max_num_queries: Any) -> None:
    profile, title = a_profile(), a_title()
    assert profile.user is not None
    count = ROWS_AT_ONCE * 2 + 1
    for _number in range(count):
        a_row_of(Event, profile=profile, title=title)

    with django_assert_max_num_queries(80):
        pieces = list(export_data(user=profile.user, now=now))

    assert len(pieces) >= 4
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert len(json.loads(archive.read("profiles/1-ada/events.json"))) == count


def test_an_empty_account_can_be_exported(now: datetime) -> None:
    user = User.objects.create_user("new@example.com", "a long secret")

    assert set(exported(user, now)) == {"account/account.json", "README.txt"}
