"""Tiles and rows as API clients see them."""

from typing import Any

from rest_framework import serializers

from recommendations.contracts import ReasonKind

IDENTIFIER = "Integer id, stable for as long as the title exists"


class EvidenceSerializer(serializers.Serializer[Any]):
    """One of the viewer's own titles, and its share of what spoke for the recommendation."""

    title_id = serializers.IntegerField(help_text=IDENTIFIER)
    share = serializers.FloatField(min_value=0, max_value=1)

    def to_representation(self, instance: tuple[int, float]) -> dict[str, Any]:
        title_id, share = instance
        return {"title_id": title_id, "share": round(share, 4)}


class ReasonSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(source="kind", choices=[(kind.value, kind.value) for kind in ReasonKind])
    text = serializers.CharField(help_text="One line for people to read")
    evidence = EvidenceSerializer(many=True)


class PictureSerializer(serializers.Serializer[Any]):
    artwork_id = serializers.IntegerField(allow_null=True, help_text="Null for a drawn tile; send it with events")
    url = serializers.CharField(help_text="Relative to the site, or absolute when media are served elsewhere")
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    focal_x = serializers.FloatField(help_text="Where the eye should land, 0 is left, 1 is right")
    focal_y = serializers.FloatField()
    colour = serializers.CharField(allow_blank=True)
    alternative_text = serializers.CharField(allow_blank=True)
    has_lettering = serializers.BooleanField()


class CardSerializer(serializers.Serializer[Any]):
    """A title's facts, the same for every viewer."""

    title_id = serializers.IntegerField(help_text=IDENTIFIER)
    slug = serializers.SlugField()
    name = serializers.CharField()
    url = serializers.CharField()
    watch_url = serializers.CharField(allow_blank=True)
    format = serializers.CharField(source="kind", help_text="film or series")
    year = serializers.IntegerField(allow_null=True)
    runtime_minutes = serializers.IntegerField(allow_null=True)
    maturity = serializers.IntegerField(help_text="The least ceiling that may see it")
    maturity_label = serializers.CharField()
    tagline = serializers.CharField(allow_blank=True)
    short_synopsis = serializers.CharField(allow_blank=True)
    genres = serializers.ListField(child=serializers.CharField())
    moods = serializers.ListField(child=serializers.CharField())
    has_video = serializers.BooleanField()


class TileSerializer(serializers.Serializer[Any]):
    """A card with what is this profile's own; `row` and `column` go back with every event about it."""

    card = CardSerializer()
    picture = PictureSerializer()
    reason = ReasonSerializer()
    match = serializers.IntegerField(
        allow_null=True, help_text="Chance in percent that this profile will like it; null when it has said so itself"
    )
    row = serializers.IntegerField(help_text="-1 is the billboard")
    column = serializers.IntegerField()
    episode_id = serializers.IntegerField(allow_null=True, help_text="Of a series, the episode to go on with")
    episode_label = serializers.CharField(allow_blank=True, help_text="The same for people to read, e.g. S1 E3")
    progress = serializers.FloatField(allow_null=True, help_text="0 to 1, of what was begun")
    left_seconds = serializers.FloatField(allow_null=True, help_text="Of what was begun; null where not known")
    is_listed = serializers.BooleanField()
    stars = serializers.FloatField(source="rating", allow_null=True, help_text="What this profile said, 1 to 5")


class RowSerializer(serializers.Serializer[Any]):
    index = serializers.IntegerField()
    key = serializers.CharField(help_text="Unique on the page, e.g. genre:drama")
    row_type = serializers.CharField(source="kind", help_text="e.g. because, genre, top_ten")
    heading = serializers.CharField()
    reason = ReasonSerializer()
    tiles = TileSerializer(many=True)
