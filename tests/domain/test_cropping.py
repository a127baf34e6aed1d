"""What a frame shows of a photo, for any picture, frame, point and zoom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.cropping import CLOSEST, crop, sharpness, shown, within
from persona_studio.domain.personas import Photo

sides = st.integers(1, 9000)
frames = st.tuples(st.floats(1, 500), st.floats(1, 500))
parts = st.floats(0, 1)


@st.composite
def cropped(draw):
    return Photo(
        picture="a",
        width=draw(sides),
        height=draw(sides),
        x=draw(parts),
        y=draw(parts),
        zoom=draw(st.floats(1, 20)),
    )


@given(cropped(), frames)
def test_a_crop_stays_in_the_picture_and_has_the_shape_of_the_frame(photo, frame):
    left, top, right, bottom = crop(photo, *frame)
    assert -1e-9 <= left < right <= 1 + 1e-9
    assert -1e-9 <= top < bottom <= 1 + 1e-9
    seen = (right - left) * photo.width / ((bottom - top) * photo.height)
    assert seen == pytest.approx(frame[0] / frame[1], rel=1e-6)


@given(cropped(), frames)
def test_settling_changes_nothing_that_is_seen_and_is_done_once(photo, frame):
    settled = within(photo, *frame)
    assert settled.zoom <= CLOSEST
    if photo.zoom <= CLOSEST:
        assert crop(settled, *frame) == pytest.approx(crop(photo, *frame), abs=1e-9)
    again = within(settled, *frame)
    assert (again.x, again.y, again.zoom) == pytest.approx((settled.x, settled.y, settled.zoom), abs=1e-9)


def test_a_wide_picture_in_an_upright_frame():
    """400 x 100 pixels fill a frame of 1 x 2 with 50 x 100 of them: an eighth across, all down."""
    photo = Photo(picture="a", width=400, height=100)
    assert crop(photo, 1, 2) == pytest.approx((0.4375, 0.0, 0.5625, 1.0))
    nearer = Photo(picture="a", width=400, height=100, zoom=2.0, x=0.0, y=0.5)
    assert crop(nearer, 1, 2) == pytest.approx((0.0, 0.25, 0.0625, 0.75))


def test_sharpness_counts_pixels_per_unit():
    photo = Photo(picture="a", width=1000, height=1000, zoom=2.0)
    assert sharpness(photo, 50, 50) == pytest.approx(10.0)
    assert shown(photo, 50, 50) == pytest.approx((0.5, 0.5))
