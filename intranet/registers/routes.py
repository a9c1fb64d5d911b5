"""The pages of the register: the Sổ văn bản đi, letters made outside, books."""

from flask import Blueprint

bp = Blueprint("registers", __name__)
