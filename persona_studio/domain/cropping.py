"""What a frame shows of a photo: the part of it that fills the frame, never beyond its edges."""

from dataclasses import replace

from persona_studio.domain.personas import Photo

CLOSEST = 8.0
"""The largest zoom: more would show pixels, not a face."""
Crop = tuple[float, float, float, float]
"""Left, top, right, bottom in parts of the picture, 0 to 1."""


def crop(photo: Photo, width: float, height: float) -> Crop:
    """Return the part of a photo that a frame of ``width`` x ``height`` (in any unit) shows.

    The photo's point comes to the middle of the frame as far as the picture reaches.
    """
    wide, tall = shown(photo, width, height)
    left = min(max(photo.x - wide / 2, 0.0), 1.0 - wide)
    top = min(max(photo.y - tall / 2, 0.0), 1.0 - tall)
    return left, top, left + wide, top + tall


def shown(photo: Photo, width: float, height: float) -> tuple[float, float]:
    """Return how much of the picture's width and height a frame shows, 0 to 1 each."""
    across, down = width / photo.width, height / photo.height
    cover = max(across, down) * max(photo.zoom, 1.0)
    return min(across / cover, 1.0), min(down / cover, 1.0)


def within(photo: Photo, width: float, height: float) -> Photo:
    """Return the photo with its point where the frame really has its middle, and a zoom within limits."""
    photo = replace(photo, zoom=min(max(photo.zoom, 1.0), CLOSEST))
    left, top, right, bottom = crop(photo, width, height)
    return replace(photo, x=(left + right) / 2, y=(top + bottom) / 2)


def sharpness(photo: Photo, width: float, height: float) -> float:
    """Return the pixels of the picture per unit of a frame of ``width`` x ``height``."""
    wide, _ = shown(photo, width, height)
    return photo.width * wide / width
