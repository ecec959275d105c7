"""/devices/: the screens that the account is signed in on, and their end."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import may_manage
from accounts.api.problems import MANAGING
from accounts.device_kinds import DeviceKind
from accounts.flows.devices import DeviceNotFound, devices_in_use, sign_out_device
from accounts.models import Device


class DeviceSerializer(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=DeviceKind.choices)
    first_seen_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()
    is_this_one = serializers.SerializerMethodField()

    def get_is_this_one(self, device: Device) -> bool:
        this: int | None = self.context["this_one"]
        return device.pk == this


class DevicesView(APIView):
    """Devices that are signed in, last seen first."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="devices_list", tags=["devices"], responses=DeviceSerializer(many=True))
    def get(self, request: Request) -> Response:
        if not may_manage(request._request):
            raise PermissionDenied(MANAGING)
        user: Any = request.user
        this = getattr(request._request, "device", None)
        found = devices_in_use(user=user, now=timezone.now())
        context = {"this_one": this.pk if this is not None else None}
        return Response(DeviceSerializer(found, many=True, context=context).data)


class DeviceView(APIView):
    """One device of the account."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="devices_sign_out", tags=["devices"], request=None, responses={204: None})
    def delete(self, request: Request, uid: UUID) -> Response:
        """End its session and its token."""
        if not may_manage(request._request):
            raise PermissionDenied(MANAGING)
        user: Any = request.user
        try:
            sign_out_device(user=user, device_uid=uid)
        except DeviceNotFound:
            raise NotFound("There is no such device.") from None
        return Response(status=204)
