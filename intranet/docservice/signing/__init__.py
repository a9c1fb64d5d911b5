"""Electronic signatures on letters: places, empty fields, signing, number and date, seal, verification (pyHanko)."""

import logging

# What is wrong with a file or a certificate is an answer here, not an event of the program.
for _library in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)
