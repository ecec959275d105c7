"""Sign-in by device token for the API."""

from typing import Any

from knox.auth import TokenAuthentication

from accounts.models import DeviceToken


class DeviceTokenAuthentication(TokenAuthentication):
    """`Authorization: Token …`; the token says which profile the request acts for."""

    model = DeviceToken

    def authenticate(self, request: Any) -> Any:
        found = super().authenticate(request)
        if found is not None:
            _user, token = found
            request.profile = request._request.profile = token.profile
        return found
