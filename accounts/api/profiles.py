"""/profiles/: the household's people, by the same rules of who may change what as on the pages."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import may_edit, may_manage, may_restrict
from accounts.api.problems import MANAGING, Conflict, choosing_problems
from accounts.avatars import AVATARS
from accounts.flows.choose_profile import find_profile, stay_chosen
from accounts.flows.edit_profile import (
    LONGEST_NAME,
    LastProfile,
    ProfileDraft,
    TooManyProfiles,
    UnableToSaveProfile,
    change_profile,
    create_profile,
    delete_profile,
    draft_of,
)
from accounts.models import MAXIMUM_PROFILES, DeviceToken, Profile
from catalog.maturity import Maturity

RESTRICTING = frozenset({"is_kids", "maturity_ceiling", "country", "records_history"})
"""What a profile that is held below the highest ceiling may not change, not even its own."""


class ProfileSerializer(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    name = serializers.CharField()
    avatar = serializers.CharField()
    is_kids = serializers.BooleanField()
    maturity_ceiling = serializers.IntegerField()
    has_pin = serializers.BooleanField()
    country = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    autoplay_next = serializers.BooleanField()
    autoplay_previews = serializers.BooleanField()
    records_history = serializers.BooleanField()


class ProfileChangeSerializer(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    name = serializers.CharField(required=False, max_length=LONGEST_NAME)
    avatar = serializers.ChoiceField(required=False, choices=list(AVATARS))
    is_kids = serializers.BooleanField(required=False)
    maturity_ceiling = serializers.ChoiceField(required=False, choices=Maturity.choices)
    country = serializers.RegexField(
        r"\A([A-Z]{2})?\Z", required=False, allow_blank=True, help_text="ISO code or empty"
    )
    language = serializers.CharField(required=False, max_length=12, help_text="en, pt-BR")
    autoplay_next = serializers.BooleanField(required=False)
    autoplay_previews = serializers.BooleanField(required=False)
    records_history = serializers.BooleanField(required=False, help_text="Off: nothing that it does is kept")


class NewProfileSerializer(ProfileChangeSerializer):
    name = serializers.CharField(max_length=LONGEST_NAME)


class ProfilesView(APIView):
    """The household's profiles, oldest first."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="profiles_list", tags=["profiles"], responses=ProfileSerializer(many=True))
    def get(self, request: Request) -> Response:
        user: Any = request.user
        return Response(ProfileSerializer(Profile.objects.of(user), many=True).data)

    @extend_schema(
        operation_id="profiles_create",
        tags=["profiles"],
        request=NewProfileSerializer,
        responses={201: ProfileSerializer, 409: OpenApiResponse(description="The household is full")},
    )
    def post(self, request: Request) -> Response:
        if not may_manage(request._request):
            raise PermissionDenied(MANAGING)
        body = NewProfileSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        user: Any = request.user
        try:
            profile = create_profile(user=user, draft=ProfileDraft(**body.validated_data), now=timezone.now())
        except TooManyProfiles:
            raise Conflict(f"A household has at most {MAXIMUM_PROFILES} profiles.", "household_full") from None
        except UnableToSaveProfile as problem:
            raise ValidationError(str(problem)) from None
        return Response(ProfileSerializer(profile).data, status=201)


class ProfileView(APIView):
    """One profile of the household."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="profiles_retrieve", tags=["profiles"], responses=ProfileSerializer)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(ProfileSerializer(_profile(request, uid)).data)

    @extend_schema(
        operation_id="profiles_change", tags=["profiles"], request=ProfileChangeSerializer, responses=ProfileSerializer
    )
    def patch(self, request: Request, uid: UUID) -> Response:
        """Change what is given. Ceiling or kids flag changed: what had chosen the profile has to choose again."""
        profile = _profile(request, uid)
        body = ProfileChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked, given = request._request, body.validated_data
        if not may_edit(asked, profile) or (RESTRICTING & set(given) and not may_restrict(asked, profile)):
            raise PermissionDenied(MANAGING)
        keep = request.auth if isinstance(request.auth, DeviceToken) else None
        with choosing_problems():
            try:
                change_profile(profile=profile, draft=replace(draft_of(profile), **given), keep=keep)
            except UnableToSaveProfile as problem:
                raise ValidationError(str(problem)) from None
        if keep is None:
            stay_chosen(session=asked.session, profile=profile)
        return Response(ProfileSerializer(profile).data)

    @extend_schema(
        operation_id="profiles_delete",
        tags=["profiles"],
        request=None,
        responses={204: None, 409: OpenApiResponse(description="It is the household's last one")},
    )
    def delete(self, request: Request, uid: UUID) -> Response:
        """Delete the profile and everything it did."""
        profile = _profile(request, uid)
        if not may_restrict(request._request, profile):
            raise PermissionDenied(MANAGING)
        try:
            delete_profile(profile=profile)
        except LastProfile:
            raise Conflict("A household keeps at least one profile.", "last_profile") from None
        return Response(status=204)


def _profile(request: Request, uid: UUID) -> Profile:
    """The account's profile; another account's is not there."""
    user: Any = request.user
    with choosing_problems():
        return find_profile(user=user, uid=uid)
