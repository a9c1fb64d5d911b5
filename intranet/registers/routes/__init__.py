"""The pages of the register: the Sổ văn bản đi on screen, in Excel and on paper; writing it; its books."""

from intranet.registers.routes import books, lists, uses, writing
from intranet.registers.routes.blueprint import bp

__all__ = ["books", "bp", "lists", "uses", "writing"]
