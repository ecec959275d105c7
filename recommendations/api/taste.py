"""/taste/: what is believed of a profile's taste, and how a client corrects it."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import PlaceSerializer, viewer_in
from recommendations.contracts import Group
from recommendations.events.adjust import AS_IT_IS, WISHES, set_wanted, start_afresh, stop_row, use_moments
from recommendations.pages.adjustable import RowNotFound, find_row, find_subject
from recommendations.pages.browse import SubjectNotFound
from recommendations.pages.taste import taste_page


class NamedTitleSerializer(serializers.Serializer[Any]):
    title_id = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()


class BeliefSerializer(serializers.Serializer[Any]):
    """One genre, mood or person."""

    name = serializers.CharField(source="dial.name")
    slug = serializers.SlugField(source="dial.slug")
    wanted = serializers.SerializerMethodField(help_text="more, less, never or as_it_is")
    percent = serializers.IntegerField(help_text="Of what this profile chose, weighted by what each is worth")
    usual_percent = serializers.IntegerField(help_text="Of what there is")
    count = serializers.IntegerField(help_text="Titles of the profile's own that this rests on")
    examples = NamedTitleSerializer(many=True, help_text="Some of them")

    def get_wanted(self, line: Any) -> str:
        return line.dial.wanted.value if line.dial.wanted else AS_IT_IS


class DaypartSerializer(serializers.Serializer[Any]):
    daypart = serializers.IntegerField(min_value=0, help_text="Of four hours; 0 begins at midnight")
    plays = serializers.IntegerField(min_value=0)


class DevicePlaysSerializer(serializers.Serializer[Any]):
    device = serializers.CharField(help_text="e.g. phone, tv")
    plays = serializers.IntegerField(min_value=0)


class StoppedRowSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="A row (genre:drama) or a kind of rows (genre)")
    name = serializers.CharField()


class TasteSerializer(serializers.Serializer[Any]):
    rests_on = serializers.IntegerField(help_text="Titles that this profile watched, liked or saved")
    genres = BeliefSerializer(many=True, help_text="What is chosen most beyond its share of the catalogue comes first")
    moods = BeliefSerializer(many=True)
    people = BeliefSerializer(many=True, help_text="None for children")
    dayparts = serializers.SerializerMethodField()
    devices = serializers.SerializerMethodField()
    uses_moments = serializers.BooleanField(help_text="Hour, weekday and device have a say")
    stopped_rows = StoppedRowSerializer(many=True)
    hidden = NamedTitleSerializer(many=True, help_text="Not interested, the latest 60")
    left_out = NamedTitleSerializer(many=True, help_text="Not learned from, the latest 60")
    restarted_at = serializers.DateTimeField(allow_null=True, help_text="What was done before recommends nothing")

    @extend_schema_field(DaypartSerializer(many=True))
    def get_dayparts(self, page: Any) -> list[dict[str, int]]:
        return [{"daypart": part, "plays": count} for part, count in sorted(page.hours.by_daypart.items())]

    @extend_schema_field(DevicePlaysSerializer(many=True))
    def get_devices(self, page: Any) -> list[dict[str, Any]]:
        return [{"device": kind.value, "plays": count} for kind, count in sorted(page.hours.by_device.items())]


class WantedSerializer(PlaceSerializer):
    wanted = serializers.ChoiceField(choices=sorted(WISHES))


class MomentsSerializer(serializers.Serializer[Any]):
    used = serializers.BooleanField()


class TasteView(APIView):
    """What is believed of this profile's taste, what it rests on, and what was corrected."""

    @extend_schema(responses=TasteSerializer)
    def get(self, request: Request) -> Response:
        return Response(TasteSerializer(taste_page(viewer=viewer_in(request))).data)


class WantedView(APIView):
    """How much of one genre, mood or person this profile asks for."""

    group: Group = Group.GENRE

    @extend_schema(request=WantedSerializer, responses={204: None})
    def put(self, request: Request, slug: str) -> Response:
        body = WantedSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        try:
            subject_id, _name = find_subject(viewer=viewer, group=self.group, slug=slug)
        except SubjectNotFound:
            raise NotFound("There is nothing of that kind.") from None
        set_wanted(
            viewer=viewer, group=self.group, subject_id=subject_id, wanted=WISHES[body.validated_data["wanted"]],
            place=body.place(request), now=viewer.now,
        )  # fmt: skip
        return Response(status=204)


ROW = OpenApiParameter(
    "row", {"type": "string", "pattern": "^[a-z_]+(:.+)?$"}, OpenApiParameter.PATH, description="genre:drama, or genre"
)


class StoppedRowView(APIView):
    """A row (genre:drama) or a kind of rows (genre) that is not to be shown."""

    @extend_schema(parameters=[ROW], request=PlaceSerializer, responses={204: None})
    def put(self, request: Request, row: str) -> Response:
        return self._set(request, row, stopped=True)

    @extend_schema(parameters=[ROW], request=None, responses={204: None})
    def delete(self, request: Request, row: str) -> Response:
        return self._set(request, row, stopped=False)

    def _set(self, request: Request, row: str, *, stopped: bool) -> Response:
        body = PlaceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        try:
            find_row(viewer=viewer, key=row)
        except RowNotFound:
            raise NotFound("There is no such row.") from None
        stop_row(viewer=viewer, row=row, stopped=stopped, place=body.place(request), now=viewer.now)
        return Response(status=204)


class MomentsView(APIView):
    """Whether hour, weekday and device have a say in what is recommended."""

    @extend_schema(request=MomentsSerializer, responses={204: None})
    def put(self, request: Request) -> Response:
        body = MomentsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        use_moments(viewer=viewer, used=body.validated_data["used"], now=viewer.now)
        return Response(status=204)


class AfreshView(APIView):
    """Starting afresh: history stays, and recommends nothing from here on, until that is taken back."""

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request) -> Response:
        return self._set(request, afresh=True)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        return self._set(request, afresh=False)

    def _set(self, request: Request, *, afresh: bool) -> Response:
        viewer = viewer_in(request)
        start_afresh(viewer=viewer, afresh=afresh, now=viewer.now)
        return Response(status=204)
