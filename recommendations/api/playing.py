"""What a device's own player needs: videos with captions, chapters and scrubbing pictures, and where to go on."""

from typing import Any

from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import DeviceToken
from catalog.models import Caption, VideoKind, VideoSource
from recommendations.api.acting import REVALIDATED, missing_is_404, profile_of, viewer_in
from recommendations.pages.media_addresses import caption_address, storyboard_address, video_address
from recommendations.pages.playable import Playable, playable

ADDRESS = "Relative to the site; opens for some hours without any header, while this device is signed in"


class WithAddressesSerializer(serializers.Serializer[Any]):
    """`whose` in the context says for whom addresses are made."""

    def whose(self) -> dict[str, Any]:
        found: dict[str, Any] = self.context["whose"]
        return found


class CaptionSerializer(WithAddressesSerializer):
    url = serializers.SerializerMethodField(help_text=f"WebVTT. {ADDRESS}")
    language = serializers.CharField(help_text="BCP 47")
    label: Any = serializers.CharField()  # Every field has a label of its own, of another type.
    is_for_deaf_and_hard_of_hearing = serializers.BooleanField()

    def get_url(self, caption: Caption) -> str:
        return caption_address(caption=caption, **self.whose())


class ChapterSerializer(serializers.Serializer[Any]):
    starts_seconds = serializers.FloatField(help_text="It lasts until the next one begins")
    name = serializers.CharField()


class VideoSerializer(WithAddressesSerializer):
    kind = serializers.ChoiceField(choices=VideoKind.choices)
    url = serializers.SerializerMethodField(help_text=f"Answers byte ranges. {ADDRESS}")
    type = serializers.CharField(source="mime_type", help_text="e.g. video/mp4")
    size_bytes = serializers.SerializerMethodField(help_text="Null while the file cannot be had")
    duration_seconds = serializers.FloatField()
    is_demo_clip = serializers.BooleanField(help_text="A short stand-in for the real thing: say so")
    intro_starts_seconds = serializers.FloatField(allow_null=True)
    intro_ends_seconds = serializers.FloatField(allow_null=True, help_text="Offer to skip to here; null without intro")
    captions = CaptionSerializer(many=True)
    chapters = ChapterSerializer(many=True)
    storyboard_url = serializers.SerializerMethodField(
        help_text=f"WebVTT whose cues name parts of a picture; null where there is none. {ADDRESS}"
    )

    def get_url(self, video: VideoSource) -> str:
        return video_address(video=video, **self.whose())

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_size_bytes(self, video: VideoSource) -> int | None:
        try:
            return video.file.size
        except OSError:
            return None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_storyboard_url(self, video: VideoSource) -> str | None:
        board = getattr(video, "storyboard", None)
        return storyboard_address(storyboard=board, **self.whose()) if board else None


class PlayableSerializer(serializers.Serializer[Any]):
    """What every answer about something that can be played carries."""

    videos = VideoSerializer(many=True, help_text="The film or episode before its trailers; empty where there is none")
    resume_seconds = serializers.FloatField(help_text="Where this profile goes on; 0 is the beginning")


class EpisodePageSerializer(PlayableSerializer):
    title_id = serializers.IntegerField(source="title.pk")
    episode_id = serializers.IntegerField(source="episode.pk", help_text="Send it as `episode` with events")
    season = serializers.IntegerField(source="episode.season.number")
    number = serializers.IntegerField(source="episode.number")
    name = serializers.CharField(source="episode.name")
    synopsis = serializers.CharField(source="episode.synopsis", allow_blank=True)
    runtime_minutes = serializers.IntegerField(source="episode.runtime_minutes", allow_null=True)


@method_decorator(REVALIDATED, name="dispatch")
class EpisodeView(APIView):
    """One episode of a series, with its videos."""

    @extend_schema(operation_id="episodes_retrieve", responses=EpisodePageSerializer)
    def get(self, request: Request, slug: str, season: int, number: int) -> Response:
        with missing_is_404():
            found = playable(viewer=viewer_in(request), slug=slug, season=season, number=number)
        return Response(EpisodePageSerializer(found, context=addresses_for(request)).data)


def videos_of_title(request: Request, slug: str) -> dict[str, Any]:
    """What the answer about a title says of playing it; raises TitleNotFound."""
    found: Playable = playable(viewer=viewer_in(request), slug=slug)
    return dict(PlayableSerializer(found, context=addresses_for(request)).data)


def addresses_for(request: Request) -> dict[str, Any]:
    """The serializers' context: a device's addresses open by themselves, a browser's by its session."""
    token = request.auth
    device_id = token.device_id if isinstance(token, DeviceToken) else None
    return {"whose": {"profile_id": profile_of(request).pk, "device_id": device_id}}
