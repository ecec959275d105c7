"""Pictures on their way in: checked, re-encoded to AVIF and measured; nothing else becomes an artwork's file."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageOps, UnidentifiedImageError

MAXIMUM_BYTES = 20 * 1024 * 1024
MAXIMUM_PIXELS = 40_000_000
LONGEST_SIDE = 3840
FORMATS = ("AVIF", "WEBP", "PNG", "JPEG")
AVIF_QUALITY = 70

# A bomb is refused when its header is read, before a single pixel is unpacked.
Image.MAX_IMAGE_PIXELS = MAXIMUM_PIXELS


class UnusablePicture(ValueError):
    """The message is a sentence for whoever sent the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    content: bytes
    width: int
    height: int
    dominant_colour: str
    checksum: str
    """SHA-256 of the bytes as they came, by which the same picture is known again."""


def prepare_picture(given: bytes) -> Picture:
    """Check and re-encode; a sane AVIF stays as it is. Raises UnusablePicture."""
    if len(given) > MAXIMUM_BYTES:
        raise UnusablePicture(f"The picture is larger than {MAXIMUM_BYTES // 1024 // 1024} MB.")
    form, image = _opened(given)
    content = given
    if form != "AVIF" or max(image.size) > LONGEST_SIDE:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        target = BytesIO()
        image.save(target, "AVIF", quality=AVIF_QUALITY)
        content = target.getvalue()
    return Picture(
        content=content,
        width=image.width,
        height=image.height,
        dominant_colour=dominant_colour(image),
        checksum=sha256(given).hexdigest(),
    )


def _opened(given: bytes) -> tuple[str, Image.Image]:
    """The format, and the pixels without metadata, upright, in RGB."""
    try:
        with catch_warnings():
            simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(given), formats=FORMATS) as image:
                form = image.format or ""
                if image.width * image.height > MAXIMUM_PIXELS:
                    raise UnusablePicture(f"The picture has more than {MAXIMUM_PIXELS // 1_000_000} megapixels.")
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnusablePicture(f"The picture has more than {MAXIMUM_PIXELS // 1_000_000} megapixels.") from None
    except UnidentifiedImageError:
        raise UnusablePicture(f"The file is not a picture in one of {', '.join(FORMATS)}.") from None
    except (OSError, SyntaxError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, UnusablePicture):
            raise
        raise UnusablePicture("The picture is damaged or cut off.") from None
    return form, upright


def dominant_colour(image: Image.Image) -> str:
    """The colour that most of the picture is near to, as #rrggbb."""
    palette = image.convert("RGB").resize((48, 48)).quantize(colors=6)
    counts = palette.histogram()
    colours = palette.getpalette() or [0, 0, 0]
    index = counts.index(max(counts)) * 3
    return "#" + "".join(f"{part:02x}" for part in colours[index : index + 3])
