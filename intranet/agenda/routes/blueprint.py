"""The blueprint of deadlines as people keep them."""

from flask import Blueprint

bp = Blueprint("agenda", __name__)
