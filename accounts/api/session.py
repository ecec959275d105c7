"""/session/: a device signs in, chooses whose page it shows, and signs out."""

from contextlib import suppress
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import choosing_problems, sign_in_problems
from accounts.api.profiles import ProfileSerializer
from accounts.device_kinds import DeviceKind
from accounts.flows.choose_profile import choose_profile
from accounts.flows.devices import DeviceNotFound, issue_token, remember_device, sign_out_device
from accounts.flows.sign_in_allowance import Allowance, spend_try, tries_per_minute
from accounts.flows.sign_in_device import check_credentials, choose_profile_for_token
from accounts.models import DeviceToken, Profile, User


class DeviceOfSignInSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=DeviceKind.choices)
    name = serializers.CharField(max_length=80, help_text="As its people know it, e.g. Living room")
    uid = serializers.UUIDField(required=False, help_text="From an earlier sign-in, to be known as the same device")


class SignInSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    code = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=40,
        help_text="Of an authenticator app, or a recovery code",
    )
    device = DeviceOfSignInSerializer()


class SignedInSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Send it as `Authorization: Token …`; it is shown this once")
    device_uid = serializers.UUIDField()
    profiles = ProfileSerializer(many=True, help_text="One of these has to be chosen next")


class ChooseSerializer(serializers.Serializer[Any]):
    profile = serializers.UUIDField(help_text="The profile's uid")
    pin = serializers.CharField(required=False, default="", allow_blank=True, max_length=10)


class SessionSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    device_uid = serializers.UUIDField(allow_null=True)
    profile = ProfileSerializer(allow_null=True)


SIGN_IN_EXAMPLE = OpenApiExample(
    "A television",
    request_only=True,
    value={
        "email": "ada@example.com",
        "password": "correct horse battery staple",
        "device": {"kind": "tv", "name": "Living room"},
    },
)


class SessionView(APIView):
    """Who this request is signed in as."""

    permission_classes = (IsAuthenticated,)

    def get_authenticators(self) -> list[Any]:
        """Signing in asks for no token: one that has ended must not stand in its way."""
        is_sign_in = self.request is not None and self.request.method == "POST"
        return [] if is_sign_in else super().get_authenticators()

    def get_permissions(self) -> Any:
        return [AllowAny()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(operation_id="session_retrieve", tags=["session"], responses=SessionSerializer)
    def get(self, request: Request) -> Response:
        return Response(SessionSerializer(_session_of(request)).data)

    @extend_schema(
        operation_id="session_sign_in",
        tags=["session"],
        auth=[],
        request=SignInSerializer,
        examples=[SIGN_IN_EXAMPLE],
        responses={
            201: SignedInSerializer,
            401: OpenApiResponse(description="`wrong_credentials`, `code_needed` or `wrong_code`"),
            403: OpenApiResponse(description="`address_unverified`: the address has to be confirmed first"),
            429: OpenApiResponse(description="Too many tries; Retry-After says when to come back"),
        },
    )
    def post(self, request: Request) -> Response:
        """Sign a device in by e-mail address and password, and by code where the account has a second factor."""
        body = SignInSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given, now, asked = body.validated_data, timezone.now(), request._request
        # Refusals say how many tries are left as well; of one that was not even counted, none are.
        self.headers = {**self.headers, **_limits(Allowance(limit=tries_per_minute(), remaining=0))}
        with sign_in_problems():
            allowance = spend_try(email=given["email"], ip=get_adapter().get_client_ip(asked), now=now)
            self.headers |= _limits(allowance)
            user = check_credentials(
                request=asked, email=given["email"], password=given["password"], code=given["code"]
            )
        about = given["device"]
        device = remember_device(
            user=user,
            kind=about["kind"],
            name=about["name"],
            session_key="",
            now=now,
            known_as=[about["uid"]] if "uid" in about else (),
        )
        _token, text = issue_token(user=user, device=device, profile=None, now=now)
        answer = {"token": text, "device_uid": device.uid, "profiles": Profile.objects.of(user)}
        return Response(SignedInSerializer(answer).data, status=201)

    @extend_schema(operation_id="session_sign_out", tags=["session"], request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End the token, or the browser's session, and forget the device."""
        token = request.auth
        if not isinstance(token, DeviceToken):
            logout(request._request)
        elif token.device is None:
            token.delete()
        else:
            # Gone already: somebody else signed it out in the same moment.
            with suppress(DeviceNotFound):
                sign_out_device(user=token.user, device_uid=token.device.uid)
        return Response(status=204)


class ChosenProfileView(APIView):
    """Whose page this device shows."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="session_choose_profile",
        tags=["session"],
        request=ChooseSerializer,
        responses={
            200: ProfileSerializer,
            403: OpenApiResponse(description="`pin_needed`, `wrong_pin` or `pin_locked`"),
            404: OpenApiResponse(description="`no_such_profile`: it is none of this account's"),
        },
    )
    def put(self, request: Request) -> Response:
        """Choose one of the account's profiles; its PIN is asked for every time."""
        body = ChooseSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        uid, pin = body.validated_data["profile"], body.validated_data["pin"]
        with choosing_problems():
            if isinstance(request.auth, DeviceToken):
                profile = choose_profile_for_token(token=request.auth, profile_uid=uid, pin=pin)
            else:
                user: Any = request.user
                asked = request._request
                profile = choose_profile(session=asked.session, user=user, profile_uid=uid, pin=pin, now=timezone.now())
        return Response(ProfileSerializer(profile).data)


def _session_of(request: Request) -> dict[str, Any]:
    user, device = request.user, getattr(request, "device", None)
    return {
        "email": user.email if isinstance(user, User) else "",
        "device_uid": device.uid if device is not None else None,
        "profile": getattr(request, "profile", None),
    }


def _limits(allowance: Allowance) -> dict[str, str]:
    return {"X-RateLimit-Limit": str(allowance.limit), "X-RateLimit-Remaining": str(allowance.remaining)}
