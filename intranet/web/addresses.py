"""Numbers in addresses: what no row can have as its id is no address of this program."""

from werkzeug.routing import IntegerConverter


class Id(IntegerConverter):
    """A whole number that fits every database's integer; a longer one is simply not found."""

    regex = "[0-9]{1,9}"
