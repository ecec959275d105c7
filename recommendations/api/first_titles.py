"""/first-titles/: what a newcomer is asked about, and what the answers taught."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import viewer_in
from recommendations.api.tiles import TileSerializer
from recommendations.events.bounds import LARGEST_ID
from recommendations.events.first_picks import MOST
from recommendations.pages.first_titles import FirstTitles, first_titles, more_titles, take_answers
from recommendations.pages.learned import learned_page


class StepSerializer(serializers.Serializer[Any]):
    step = serializers.ChoiceField(
        choices=[1, 2], required=False, default=1, help_text="1: what tells most of anybody; 2: near to what was picked"
    )


class FirstTitlesSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Names the page; send it with the answers")
    tiles = TileSerializer(many=True)
    characters = serializers.DictField(
        child=serializers.CharField(), help_text="For children: title id to who is in it, as children call them"
    )

    def to_representation(self, instance: FirstTitles) -> dict[str, Any]:
        tiles = [tile for row in instance.page.rows for tile in row.tiles]
        shown = {tile.card.title_id for tile in tiles}
        return {
            "token": instance.page.token,
            "tiles": TileSerializer(tiles, many=True).data,
            "characters": {str(title): names for title, names in instance.names.items() if title in shown},
        }


class AnswersSerializer(serializers.Serializer[Any]):
    liked = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID), required=False, max_length=MOST
    )
    disliked = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID), required=False, max_length=MOST
    )
    page = serializers.CharField(required=False, max_length=300, help_text="The token that the titles came with")


class FindingSerializer(serializers.Serializer[Any]):
    what = serializers.CharField(help_text="e.g. slow-burn thrillers")
    names = serializers.ListField(child=serializers.CharField(), help_text="The picked titles that say so")


class LearnedSerializer(serializers.Serializer[Any]):
    said = serializers.IntegerField(help_text="How many answers were kept; titles that may not be seen are left out")
    sentence = serializers.CharField(help_text="What was learned, for people to read")
    findings = FindingSerializer(many=True)
    token = serializers.CharField(help_text="Names the page of what to begin with; send it with events about it")
    begin_with = TileSerializer(many=True)


class FirstTitlesView(APIView):
    """Titles to show somebody of whom nothing is known; liked ones count as known, and are not suggested."""

    @extend_schema(parameters=[StepSerializer], responses=FirstTitlesSerializer)
    def get(self, request: Request) -> Response:
        query = StepSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        ask = first_titles if int(query.validated_data["step"]) == 1 else more_titles
        return Response(FirstTitlesSerializer(ask(viewer=viewer_in(request))).data)

    @extend_schema(request=AnswersSerializer, responses=LearnedSerializer)
    def post(self, request: Request) -> Response:
        body = AnswersSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        answers, viewer = body.validated_data, viewer_in(request)
        said = take_answers(
            viewer=viewer, liked=answers.get("liked", []), disliked=answers.get("disliked", []),
            token=answers.get("page", ""),
        )  # fmt: skip
        learned = learned_page(viewer=viewer)
        tiles = [tile for row in learned.begin_with.rows for tile in row.tiles]
        answer = {
            "said": said, "sentence": learned.sentence, "findings": learned.findings, "token": learned.begin_with.token,
            "begin_with": tiles,
        }  # fmt: skip
        return Response(LearnedSerializer(answer).data)
