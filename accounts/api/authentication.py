"""Sign-in by device token for the API."""

from datetime import timedelta
from secrets import compare_digest
from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed

from accounts.device_kinds import DeviceKind
from accounts.flows.sign_in_device import note_use
from accounts.models import DeviceToken
from catalog.maturity import Maturity

NOTED_AGAIN_AFTER = timedelta(minutes=5)


class DeviceTokenAuthentication(TokenAuthentication):
    """`Authorization: Token …`; the token says which profile the request acts for, and on which kind of screen."""

    model = DeviceToken

    def authenticate(self, request: Any) -> Any:
        found = super().authenticate(request)
        if found is not None:
            _act_for(request._request, found[1])
        return found

    def authenticate_credentials(self, token: bytes) -> Any:
        """One query, and no exception but AuthenticationFailed, whatever the header holds."""
        try:
            text = token.decode("ascii")
        except UnicodeDecodeError:
            raise AuthenticationFailed("The token is not one.") from None
        if not text.isalnum():
            raise AuthenticationFailed("The token is not one.")
        kept = DeviceToken.objects.select_related("user", "profile", "device")
        digest, now = hash_token(text), timezone.now()
        for one in kept.filter(token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH]):
            has_ended = one.expiry is not None and one.expiry <= now
            if compare_digest(digest, one.digest) and not has_ended and one.user.is_active:
                if one.last_used_at is None or one.last_used_at < now - NOTED_AGAIN_AFTER:
                    note_use(token=one, now=now)
                return one.user, one
        raise AuthenticationFailed("The token has ended. Sign the device in again.")


def _act_for(request: Any, token: DeviceToken) -> None:
    """What the middleware does for a session."""
    request.profile, request.device = token.profile, token.device
    request.maturity_ceiling = Maturity(token.profile.maturity_ceiling) if token.profile else Maturity.ALL
    if token.device is not None:
        request.device_kind = DeviceKind(token.device.kind)


class DeviceTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # The library has no types.
    """How the OpenAPI document describes it."""

    target_class = "accounts.api.authentication.DeviceTokenAuthentication"
    name = "deviceToken"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106
