"""Whether a text still has its Vietnamese accents: a bad scan loses them, and names must then be compared without."""

import unicodedata

_LEAST_LETTERS = 200
# Letters with marks are 21 to 29 in a hundred in plans; a scan read without Vietnamese keeps 6.
_LEAST_MARKED = 0.15


def is_poor(text: str) -> bool:
    """Has this Vietnamese text lost most of its accents?"""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _LEAST_LETTERS:
        return False
    marked = sum(letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1 for letter in letters)
    return marked / len(letters) < _LEAST_MARKED
