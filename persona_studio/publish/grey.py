"""Stored pictures without their colours, for the check of how pages come out of a printer that has none."""

from io import BytesIO

from PIL import Image

_QUALITY = 92


def without_colours(data: bytes) -> bytes:
    """Return a stored picture in the same format, size and layout of bytes, each pixel as light as it was."""
    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
        kind = picture.format
        see_through = picture.getchannel("A") if picture.mode == "RGBA" else None
        grey = picture.convert("L").convert("RGB")
    if see_through is not None:
        grey.putalpha(see_through)
    out = BytesIO()
    if kind == "JPEG":
        grey.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        grey.save(out, "PNG")
    return out.getvalue()
