"""POST /events/: what players, tiles and search boxes report, in batches."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import profile_of, viewer_in
from recommendations.conf import tunables
from recommendations.events import EVENT_TYPE_OF
from recommendations.events.allowance import AllowanceSpent, spend_allowance
from recommendations.events.base import ItemResult, Status
from recommendations.events.capture import capture
from recommendations.events.incoming import UnableToReadBatch, read_batch


class EventSerializer(serializers.Serializer[Any]):
    """One thing that happened. Which value and details a kind carries is in docs/how-to/use-the-api.md."""

    id = serializers.UUIDField(help_text="Made by the client; the same id is stored once")
    kind = serializers.ChoiceField(choices=sorted(EVENT_TYPE_OF))
    at = serializers.DateTimeField(help_text="By the client's clock")
    title = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    episode = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    page = serializers.CharField(required=False, allow_null=True, help_text="The token of the page it happened on")
    row = serializers.IntegerField(required=False, allow_null=True, help_text="-1 is the billboard")
    column = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    artwork = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    value = serializers.FloatField(required=False, allow_null=True)
    details = serializers.DictField(required=False, allow_null=True)


class BatchSerializer(serializers.Serializer[Any]):
    sent_at = serializers.DateTimeField(help_text="By the client's clock, when the batch left")
    events = EventSerializer(many=True, help_text="At most 50")


class ResultSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(choices=[status.value for status in Status])
    stored = serializers.BooleanField()
    message = serializers.CharField(required=False)


class ResultsSerializer(serializers.Serializer[Any]):
    results = ResultSerializer(many=True)


class EventsView(APIView):
    """Take in a batch; it is in the database before the answer."""

    @extend_schema(
        request=BatchSerializer,
        responses={
            202: OpenApiResponse(ResultsSerializer, "One result per event, in order"),
            400: OpenApiResponse(OpenApiTypes.OBJECT, "The body is not a batch"),
            429: OpenApiResponse(OpenApiTypes.OBJECT, "Too many events; Retry-After says when to come back"),
        },
    )
    def post(self, request: Request) -> Response:
        profile, received_at = profile_of(request), timezone.now()
        try:
            read = read_batch(body=request.data, profile_id=profile.pk, received_at=received_at)
            left = spend_allowance(profile_id=profile.pk, events=len(read), now=received_at)
        except UnableToReadBatch as error:
            return Response({"code": "invalid", "message": str(error)}, status=status.HTTP_400_BAD_REQUEST)
        except AllowanceSpent as error:
            return Response(
                {"code": "throttled", "message": str(error)},
                status=status.HTTP_429_TOO_MANY_REQUESTS,
                headers={"Retry-After": str(error.retry_after_seconds)},
            )
        captured = iter(
            capture(
                profile=profile,
                device=viewer_in(request).device,
                batch=[item for item in read if not isinstance(item, ItemResult)],
            )
        )
        results = [item if isinstance(item, ItemResult) else next(captured) for item in read]
        return Response(
            {"results": [_as_json(result) for result in results]},
            status=status.HTTP_202_ACCEPTED,
            headers={"X-RateLimit-Limit": str(int(tunables().events_at_once)), "X-RateLimit-Remaining": str(left)},
        )


def _as_json(result: ItemResult) -> dict[str, Any]:
    answer = {
        "id": str(result.client_id) if result.client_id else None,
        "status": result.status.value,
        "stored": result.status in (Status.STORED, Status.REPEATED),
    }
    return answer | ({"message": result.message} if result.message else {})
