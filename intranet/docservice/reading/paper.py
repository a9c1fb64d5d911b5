"""Scans and photographs → black letters on white paper, whatever the paper's own grey, however little is on it."""

from PIL import Image, ImageFilter, ImageOps

# Takes the specks of a scan away before they become letters; clean letters stay readable.
_BLUR = 1.2
# Levels of grey. Ink is at least so much darker than its paper: on an empty page the grain of the paper is no ink.
_LEAST_CONTRAST = 90
_INK_SHARE = 0.004
_MUCH_INK = 0.01
# So much of the way from the paper to its ink is still paper.
_GRAIN = 0.3


def on_white(picture: Image.Image) -> Image.Image:
    """A grey picture of a page with white paper and black ink, fine lines and grain as they were."""
    paper = _level(picture.reduce(4), 0.5)
    ink = min(_level(picture.filter(ImageFilter.GaussianBlur(_BLUR)), _INK_SHARE), paper - _LEAST_CONTRAST)
    return picture.point(_stretched(ink, paper))


def has_much_ink(picture: Image.Image) -> bool:
    """Is more than a hundredth of the page clearly darker than its paper? Stretching an emptier one blackens grain."""
    return _level(picture, _MUCH_INK) < _level(picture.reduce(4), 0.5) - _LEAST_CONTRAST


def darkened(picture: Image.Image) -> Image.Image:
    """A grey picture of a full page with its darkest and lightest hundredth stretched apart, and specks softened."""
    return ImageOps.autocontrast(picture, cutoff=1).filter(ImageFilter.GaussianBlur(_BLUR))


def without_grain(picture: Image.Image) -> Image.Image:
    """A page on white paper for reading its letters: specks are gone, and so are the finest lines."""
    return picture.filter(ImageFilter.GaussianBlur(_BLUR)).point(_stretched(0, round(255 * (1 - _GRAIN))))


def _stretched(ink: int, paper: int) -> list[int]:
    span = max(1, paper - ink)
    return [round(min(1.0, max(0.0, (level - ink) / span)) * 255) for level in range(256)]


def _level(picture: Image.Image, share: float) -> int:
    """The level below which this share of a picture is."""
    counts = picture.histogram()
    left = share * sum(counts)
    for level, count in enumerate(counts):
        left -= count
        if left < 0:
            return level
    return 255
