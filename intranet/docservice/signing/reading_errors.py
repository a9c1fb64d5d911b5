"""What a broken or hostile file makes the reader raise: an answer here, not an event of the program."""

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator.errors import PathError, ValidationError

READING_ERRORS = (
    PdfError, SigningError, SignatureValidationError, ValidationError, PathError,
    ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError, NotImplementedError,
    OSError, AssertionError,
)  # fmt: skip
