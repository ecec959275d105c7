"""Pictures and what is in them; an upload is checked, re-encoded and measured before it is kept."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.forms import FloatField
from django.http import HttpRequest
from django.utils.text import slugify

from catalog.admin.base import AnyModelForm, CatalogueAdmin, CatalogueInline, note_in_history, picture_at, thumbnail
from catalog.artwork import MAXIMUM_BYTES, Picture, UnusablePicture, prepare_picture
from catalog.frames import frame_address
from catalog.models import Artwork, ArtworkLabel, Frame, FrameLabel

PREVIEW_HEIGHT = 270


class ArtworkForm(AnyModelForm):
    """A new picture becomes an AVIF; its size, colour and checksum are read from it."""

    focal_x = FloatField(min_value=0, max_value=1, initial=0.5, help_text="Where the eye should land, 0 is left")
    focal_y = FloatField(min_value=0, max_value=1, initial=0.5, help_text="0 is top")
    picture: Picture | None = None

    def clean_image(self) -> Any:
        given = self.cleaned_data["image"]
        if not isinstance(given, UploadedFile):
            return given
        given.seek(0)
        try:
            self.picture = prepare_picture(given.read(MAXIMUM_BYTES + 1))
        except UnusablePicture as problem:
            raise ValidationError(str(problem)) from None
        name = slugify((given.name or "").rsplit(".", 1)[0])[:60] or "picture"
        return ContentFile(self.picture.content, name=f"{name}-{self.picture.checksum[:12]}.avif")

    def clean_dominant_colour(self) -> str:
        colour = str(self.cleaned_data["dominant_colour"])
        digits = colour.removeprefix("#")
        if colour and not (len(colour) == 7 and colour[0] == "#" and set(digits.lower()) <= set("0123456789abcdef")):
            raise ValidationError("Write the colour as #rrggbb, or leave it empty to have it read from the picture.")
        return colour.lower()

    def save(self, commit: bool = True) -> Any:
        if self.picture is not None:
            self.instance.checksum = self.picture.checksum
            if not self.cleaned_data.get("dominant_colour") or "dominant_colour" not in self.changed_data:
                self.instance.dominant_colour = self.picture.dominant_colour
        return super().save(commit)


class ArtworkLabelInline(CatalogueInline):
    model = ArtworkLabel
    fields = ("kind", "value", "person", "confidence", "recogniser", "recogniser_version")
    readonly_fields = ("recogniser_version",)
    autocomplete_fields = ("person",)
    show_change_link = False


class ArtworkInline(CatalogueInline):
    """On a title's form; labels are edited on the picture's own page."""

    model = Artwork
    form = ArtworkForm
    fields = ("preview", "kind", "key", "image", "alternative_text", "has_lettering", "is_active")
    readonly_fields = ("preview",)

    @admin.display(description="")
    def preview(self, artwork: Artwork) -> str:
        return thumbnail(artwork.image, alternative_text=artwork.alternative_text)


@admin.register(Artwork)
class ArtworkAdmin(CatalogueAdmin):
    form = ArtworkForm
    list_display = ("preview", "title", "kind", "key", "size", "has_lettering", "number_of_labels", "is_active")
    list_display_links = ("preview", "key")
    list_select_related = ("title",)
    list_filter = ("kind", "is_active", "has_lettering", "labels__kind")
    search_fields = ("title__name", "key", "alternative_text", "labels__value")
    autocomplete_fields = ("title",)
    readonly_fields = ("large_preview", "size", "checksum")
    fields = (
        "large_preview", "title", ("kind", "key"), "image", "size", ("focal_x", "focal_y"), "dominant_colour",
        "alternative_text", ("has_lettering", "is_active"), "checksum",
    )  # fmt: skip
    inlines = (ArtworkLabelInline,)
    actions = ("switch_on", "switch_off")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("labels")

    @admin.display(description="picture")
    def preview(self, artwork: Artwork) -> str:
        return thumbnail(artwork.image, alternative_text=artwork.alternative_text)

    @admin.display(description="picture")
    def large_preview(self, artwork: Artwork) -> str:
        return thumbnail(artwork.image, alternative_text=artwork.alternative_text, height=PREVIEW_HEIGHT)

    @admin.display(description="size", ordering="width")
    def size(self, artwork: Artwork) -> str:
        return f"{artwork.width} x {artwork.height}" if artwork.width else ""

    @admin.display(description="labels")
    def number_of_labels(self, artwork: Artwork) -> int:
        return len(artwork.labels.all())

    @admin.action(description="Use the selected pictures", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Artwork]) -> None:
        self._switch(request, queryset, is_active=True)

    @admin.action(description="Stop using the selected pictures", permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Artwork]) -> None:
        self._switch(request, queryset, is_active=False)

    def _switch(self, request: HttpRequest, queryset: QuerySet[Artwork], *, is_active: bool) -> None:
        rows = list(queryset.filter(is_active=not is_active))
        Artwork.objects.filter(pk__in=[row.pk for row in rows]).update(is_active=is_active)
        note_in_history(request=request, rows=rows, what="Switched on." if is_active else "Switched off.")
        self.message_user(request, f"{len(rows)} pictures changed; the next pages follow.")


@admin.register(ArtworkLabel)
class ArtworkLabelAdmin(CatalogueAdmin):
    list_display = ("value", "kind", "artwork", "confidence", "recogniser")
    list_select_related = ("artwork__title",)
    list_filter = ("kind", "recogniser")
    search_fields = ("value", "artwork__title__name")
    autocomplete_fields = ("artwork", "person")


class FrameLabelInline(CatalogueInline):
    model = FrameLabel
    fields = ("kind", "value", "person", "confidence", "recogniser", "recogniser_version")
    autocomplete_fields = ("person",)
    show_change_link = False


@admin.register(Frame)
class FrameAdmin(CatalogueAdmin):
    """Moments are taken by the site; what was seen in them can be corrected."""

    list_display = ("preview", "video", "at_seconds")
    list_select_related = ("video__title",)
    search_fields = ("video__title__name", "labels__value")
    readonly_fields = ("large_preview", "video", "at_seconds")
    fields = ("large_preview", "video", "at_seconds")
    inlines = (FrameLabelInline,)

    @admin.display(description="picture")
    def preview(self, frame: Frame) -> str:
        return picture_at(frame_address(frame, width=240), alternative_text=str(frame)) if frame.image else ""

    @admin.display(description="picture")
    def large_preview(self, frame: Frame) -> str:
        address = frame_address(frame, width=480) if frame.image else ""
        return picture_at(address, alternative_text=str(frame), height=PREVIEW_HEIGHT) if address else ""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(FrameLabel)
class FrameLabelAdmin(CatalogueAdmin):
    list_display = ("value", "kind", "frame", "confidence", "recogniser")
    list_select_related = ("frame__video__title",)
    list_filter = ("kind", "recogniser")
    search_fields = ("value", "frame__video__title__name")
    raw_id_fields = ("frame",)
    autocomplete_fields = ("person",)
