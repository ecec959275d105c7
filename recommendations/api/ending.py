"""/titles/<slug>/after/: what comes when a title has ended."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import missing_is_404, viewer_in
from recommendations.api.tiles import TileSerializer
from recommendations.events.bounds import LARGEST_NUMBER
from recommendations.pages.ending import Ending, ending_page


class EndedSerializer(serializers.Serializer[Any]):
    season = serializers.IntegerField(required=False, min_value=0, max_value=LARGEST_NUMBER)
    episode = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST_NUMBER, help_text="Of a series, which episode of it ended"
    )


class NextEpisodeSerializer(serializers.Serializer[Any]):
    episode_id = serializers.IntegerField()
    season = serializers.IntegerField()
    number = serializers.IntegerField()
    name = serializers.CharField()


class EndingSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Names the page; send it with events about the tiles")
    next_episode = NextEpisodeSerializer(allow_null=True)
    tiles = TileSerializer(many=True, help_text="Three titles to go on with; none while an episode follows")

    def to_representation(self, instance: Ending) -> dict[str, Any]:
        coming = instance.next_episode
        return {
            "token": instance.page.token,
            "next_episode": None
            if coming is None
            else {
                "episode_id": coming.pk, "season": coming.season.number, "number": coming.number, "name": coming.name,
            },
            "tiles": TileSerializer([tile for row in instance.page.rows for tile in row.tiles], many=True).data,
        }  # fmt: skip


class AfterView(APIView):
    """After an episode that is not the last, the next one; after anything else three titles with reasons."""

    @extend_schema(parameters=[EndedSerializer], responses=EndingSerializer)
    def get(self, request: Request, slug: str) -> Response:
        query = EndedSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        season, number = query.validated_data.get("season"), query.validated_data.get("episode")
        if (season is None) != (number is None):
            raise ValidationError("An episode is named by season and episode, both or neither.")
        with missing_is_404():
            ending = ending_page(viewer=viewer_in(request), slug=slug, season=season, number=number)
        return Response(EndingSerializer(ending).data)
