"""Videos with captions, chapters and storyboards; an upload is known by its first bytes."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import FloatField

from catalog.admin.base import AnyModelForm, CatalogueAdmin, CatalogueInline
from catalog.models import Caption, Chapter, Storyboard, VideoSource
from catalog.video import UnusableVideo, check_captions, is_language_tag, mime_type_of
from catalog.webvtt import UnusableStoryboard, check_map, sheet_type_of

LONGEST_SECONDS = 24 * 60 * 60


class VideoForm(AnyModelForm):
    """The type is read from the file; an episode is of the same title, and an intro ends after it began."""

    duration_seconds = FloatField(min_value=0.1, max_value=LONGEST_SECONDS)
    intro_starts_seconds = FloatField(min_value=0, max_value=LONGEST_SECONDS, required=False)
    intro_ends_seconds = FloatField(min_value=0, max_value=LONGEST_SECONDS, required=False)

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if isinstance(given, UploadedFile):
            try:
                self.instance.mime_type = mime_type_of(given)
            except UnusableVideo as problem:
                raise ValidationError(str(problem)) from None
        return given

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        title, episode = found.get("title"), found.get("episode")
        if title is not None and episode is not None and episode.season.title_id != title.pk:
            self.add_error("episode", "This is an episode of another title.")
        starts, ends = found.get("intro_starts_seconds"), found.get("intro_ends_seconds")
        if (starts is None) != (ends is None) or (starts is not None and ends is not None and ends <= starts):
            self.add_error("intro_ends_seconds", "An intro has a beginning, and an end after it.")
        return found


class CaptionForm(AnyModelForm):
    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        if not is_language_tag(language):
            raise ValidationError("Write a language tag such as en, pt-BR or zh-Hant.")
        return language

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if isinstance(given, UploadedFile):
            try:
                check_captions(given)
            except UnusableVideo as problem:
                raise ValidationError(str(problem)) from None
        return given


class ChapterForm(AnyModelForm):
    starts_seconds = FloatField(min_value=0, max_value=LONGEST_SECONDS)


class StoryboardForm(AnyModelForm):
    def clean_picture(self) -> Any:
        return _checked(self.cleaned_data["picture"], sheet_type_of)

    def clean_map(self) -> Any:
        return _checked(self.cleaned_data["map"], check_map)


def _checked(given: Any, check: Callable[[Any], object]) -> Any:
    """What was uploaded now is looked into; what lies here already was."""
    if isinstance(given, UploadedFile):
        try:
            check(given)
        except UnusableStoryboard as problem:
            raise ValidationError(str(problem)) from None
    return given


class CaptionInline(CatalogueInline):
    model = Caption
    form = CaptionForm


class ChapterInline(CatalogueInline):
    model = Chapter
    form = ChapterForm
    fields = ("starts_seconds", "name")
    show_change_link = False


class StoryboardInline(CatalogueInline):
    model = Storyboard
    form = StoryboardForm
    fields = ("picture", "map")
    show_change_link = False


class VideoInline(CatalogueInline):
    """On a title's form; captions, chapters and storyboards are edited on the video's own page."""

    model = VideoSource
    form = VideoForm
    fields = ("kind", "episode", "file", "duration_seconds", "is_demo_clip")
    raw_id_fields = ("episode",)


@admin.register(VideoSource)
class VideoSourceAdmin(CatalogueAdmin):
    form = VideoForm
    list_display = ("title", "kind", "episode", "duration_seconds", "mime_type", "is_demo_clip")
    list_select_related = ("title", "episode__season")
    list_filter = ("kind", "is_demo_clip", "mime_type")
    search_fields = ("title__name",)
    autocomplete_fields = ("title", "episode")
    readonly_fields = ("mime_type",)
    fields = (
        ("title", "episode"), "kind", "file", "mime_type", "duration_seconds",
        ("intro_starts_seconds", "intro_ends_seconds"), "is_demo_clip",
    )  # fmt: skip
    inlines = (CaptionInline, ChapterInline, StoryboardInline)


@admin.register(Chapter)
class ChapterAdmin(CatalogueAdmin):
    form = ChapterForm
    list_display = ("name", "starts_seconds", "video")
    list_select_related = ("video__title", "video__episode__season")
    search_fields = ("name", "video__title__name")
    autocomplete_fields = ("video",)


@admin.register(Storyboard)
class StoryboardAdmin(CatalogueAdmin):
    form = StoryboardForm
    list_display = ("video", "picture")
    list_select_related = ("video__title", "video__episode__season")
    search_fields = ("video__title__name",)
    autocomplete_fields = ("video",)


@admin.register(Caption)
class CaptionAdmin(CatalogueAdmin):
    form = CaptionForm
    list_display = ("label", "language", "video", "is_for_deaf_and_hard_of_hearing")
    list_select_related = ("video__title",)
    list_filter = ("language", "is_for_deaf_and_hard_of_hearing")
    search_fields = ("label", "video__title__name")
    autocomplete_fields = ("video",)
