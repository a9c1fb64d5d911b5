"""The pages of incoming letters: receiving, registering, directing, handling, files, registers."""

from intranet.incoming.routes import directing, files, handling, letter, lists, moves, receiving, registering, registers
from intranet.incoming.routes.blueprint import bp

__all__ = ["bp", "directing", "files", "handling", "letter", "lists", "moves", "receiving", "registering", "registers"]
