"""A sheet photographed at an angle is laid flat; what is no such sheet stays as it is."""

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from intranet.docservice.flatten import A4, flattened, sheet_corners
from tests.docservice.incoming.scans import HEIGHT, WIDTH, clean, photographed, skewed, speckled, stamped

MARKS = [(0.1, 0.08), (0.9, 0.08), (0.9, 0.92), (0.1, 0.92), (0.5, 0.5)]


def sheet() -> Image.Image:
    """A white page with black squares at known places, and lines as of text."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    for x, y in MARKS:
        pen.rectangle((x * WIDTH - 20, y * HEIGHT - 20, x * WIDTH + 20, y * HEIGHT + 20), "black")
    for line in range(12):
        pen.rectangle((300, 500 + line * 50, 1300, 508 + line * 50), "black")
    return page


def dark_near(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the square lies there, within half a hundredth of the page."""
    wide, high = picture.size
    reach = round(0.005 * wide) + 20 * wide // WIDTH
    box = (int(x * wide) - reach, int(y * high) - reach, int(x * wide) + reach, int(y * high) + reach)
    near = picture.convert("L").crop(box).point(lambda level: 255 * (level < 90))
    left, top, right, bottom = near.getbbox() or (0, 0, 0, 0)
    return min(left, top) > 0 and right < near.width and bottom < near.height


@pytest.mark.parametrize("seed", range(4))
def test_what_lay_at_a_place_of_the_sheet_lies_there_again(seed: int) -> None:
    flat = flattened(photographed(sheet(), random.Random(seed)))
    assert abs(flat.height / flat.width - A4) < 0.002
    assert [place for place in MARKS if not dark_near(flat, *place)] == []


def test_one_lying_on_its_side_keeps_its_side() -> None:
    taken = photographed(sheet(), random.Random(5)).transpose(Image.Transpose.ROTATE_90)
    flat = flattened(taken)
    assert abs(flat.width / flat.height - A4) < 0.002


@pytest.mark.parametrize("manner", [clean, skewed, speckled, stamped])
def test_a_scan_stays_as_it_is(manner: object) -> None:
    picture = manner(sheet(), random.Random(1))  # type: ignore[operator]
    assert flattened(picture) is picture


def on_ground(ground: tuple[int, int, int], outline: list[tuple[int, int]]) -> Image.Image:
    picture = Image.new("RGB", (1200, 1600), ground)
    ImageDraw.Draw(picture).polygon(outline, "white")
    return picture


SQUARE = [(200, 200), (1000, 230), (980, 1400), (180, 1380)]


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (on_ground((235, 235, 235), SQUARE), "a white table: the edge cannot be told"),
        (on_ground((60, 60, 60), [(600, 200), (1000, 1400), (200, 1400)]), "three corners"),
        (on_ground((60, 60, 60), [(200, 200), (600, 420), (1000, 230), (980, 1400), (180, 1380)]), "a dent in an edge"),
        (on_ground((60, 60, 60), [(500, 700), (700, 700), (700, 900), (500, 900)]), "too small: a card on a desk"),
        (on_ground((60, 60, 60), [(100, 800), (900, 100), (1100, 300), (300, 1500)]), "corners far from square"),
        (Image.new("RGB", (1200, 1600), (90, 80, 60)), "a desk alone"),
        (Image.effect_noise((1200, 1600), 90).convert("RGB"), "nothing but noise"),
    ],
)
def test_what_is_not_surely_a_sheet_stays_as_it_is(picture: Image.Image, why: str) -> None:
    assert sheet_corners(picture) is None, why
    assert flattened(picture) is picture


def test_the_light_falls_evenly_and_a_red_seal_stays_red() -> None:
    page = sheet()
    ImageDraw.Draw(page).ellipse((900, 1500, 1200, 1800), outline=(205, 30, 40), width=12)
    flat = flattened(photographed(page, random.Random(2)))
    wide, high = flat.size
    empty = [flat.getpixel((int(x * wide), int(y * high))) for x, y in ((0.05, 0.05), (0.95, 0.5), (0.5, 0.95))]
    assert all(min(colour) > 235 for colour in empty)
    red, green, blue = flat.getpixel((int(905 / WIDTH * wide), int(1650 / HEIGHT * high)))
    assert red > 150 > 100 > max(green, blue)


def test_a_little_blur_and_a_bright_thing_beside_it_do_no_harm() -> None:
    picture = on_ground((60, 60, 60), SQUARE)
    ImageDraw.Draw(picture).ellipse((1050, 40, 1150, 140), "white")
    corners = sheet_corners(picture.filter(ImageFilter.GaussianBlur(4)))
    assert corners is not None
    assert all(abs(x - u) < 8 and abs(y - v) < 8 for (x, y), (u, v) in zip(corners, SQUARE, strict=True))
