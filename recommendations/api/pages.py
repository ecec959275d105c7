"""/home/: the page that was decided for this profile."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import viewer_in
from recommendations.api.tiles import RowSerializer, TileSerializer
from recommendations.events.place import HIGHEST_ROW
from recommendations.pages.home import home_page


class HomeQuerySerializer(serializers.Serializer[Any]):
    first = serializers.IntegerField(required=False, default=0, min_value=0, max_value=HIGHEST_ROW)
    count = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1, max_value=50)
    page = serializers.CharField(
        required=False, allow_null=True, default=None, max_length=300, help_text="More rows of the page with this token"
    )


class HomeSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Names the page; send it with every event about it")
    model_version = serializers.CharField(allow_null=True)
    total_rows = serializers.IntegerField()
    billboard = TileSerializer(allow_null=True)
    rows = RowSerializer(many=True)
    exclude = serializers.SerializerMethodField(help_text="Every title in this answer: leave them out of what follows")

    def get_exclude(self, page: Any) -> list[int]:
        shown = [page.billboard.card.title_id] if page.billboard else []
        shown += [tile.card.title_id for row in page.rows for tile in row.tiles]
        return list(dict.fromkeys(shown))


class HomeView(APIView):
    """The billboard and rows of the page that stands; the first answer decides it, later ones serve it again."""

    @extend_schema(parameters=[HomeQuerySerializer], responses=HomeSerializer)
    def get(self, request: Request) -> Response:
        query = HomeQuerySerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        try:
            page = home_page(
                viewer=viewer_in(request), first=asked["first"], count=asked["count"],
                page_token=asked["page"] or None, with_evidence=True,
            )  # fmt: skip
        except ValueError as error:
            raise ValidationError({"page": [str(error)]}) from None
        return Response(HomeSerializer(page).data)
