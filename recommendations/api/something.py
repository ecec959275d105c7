"""/something/ and /surprise/: one title to play now."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import viewer_in
from recommendations.api.tiles import ReasonSerializer, TileSerializer
from recommendations.events.bounds import LARGEST_ID
from recommendations.pages.something import Something, play_something, surprise


class ExcludedSerializer(serializers.Serializer[Any]):
    exclude = serializers.RegexField(
        r"\A[0-9]{1,19}(,[0-9]{1,19}){0,499}\Z",
        required=False,
        allow_blank=True,
        help_text="Ids of titles turned down: 1,2,3",
    )

    def ids(self) -> list[int]:
        text = self.validated_data.get("exclude", "")
        return [int(one) for one in text.split(",") if text and int(one) <= LARGEST_ID]


class SomethingSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Names the page; send it with the play")
    tile = TileSerializer(allow_null=True, help_text="Null when all that is good enough was turned down")
    why = ReasonSerializer(allow_null=True, help_text="Why one of this sort; the tile has its own reason")
    fits = serializers.CharField(allow_blank=True, help_text="What of it suits the moment")
    others = serializers.IntegerField(help_text="How many more there are")

    def to_representation(self, instance: Something) -> dict[str, Any]:
        row = instance.page.rows[0] if instance.page.rows else None
        return {
            "token": instance.page.token,
            "tile": TileSerializer(row.tiles[0]).data if row else None,
            "why": ReasonSerializer(row.reason).data if row else None,
            "fits": instance.fits,
            "others": instance.others,
        }


class SomethingView(APIView):
    """What to watch now: what was begun and is likely gone on with, else the best for the hour and the screen."""

    @extend_schema(parameters=[ExcludedSerializer], responses=SomethingSerializer)
    def get(self, request: Request) -> Response:
        query = ExcludedSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        return Response(SomethingSerializer(play_something(viewer=viewer_in(request), shown=query.ids())).data)


class SurpriseView(APIView):
    """A title that few have found and that still fits; in which order they come is drawn once a day."""

    @extend_schema(parameters=[ExcludedSerializer], responses=SomethingSerializer)
    def get(self, request: Request) -> Response:
        query = ExcludedSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        return Response(SomethingSerializer(surprise(viewer=viewer_in(request), shown=query.ids())).data)
