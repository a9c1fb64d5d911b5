"""The blueprint of what people are told."""

from flask import Blueprint

bp = Blueprint("notices", __name__)
