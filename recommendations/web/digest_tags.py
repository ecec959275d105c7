"""Template tags of the weekly e-mail."""

from collections.abc import Mapping

from django import template

from recommendations.contracts import Tile

register = template.Library()


@register.simple_tag
def picture_of(tile: Tile, pictures: Mapping[int, str]) -> str:
    """The address of the tile's picture in this letter; empty when it has none that can be sent."""
    return pictures.get(tile.picture.artwork_id or 0, "")
