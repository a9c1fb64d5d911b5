"""The blueprint of signatures."""

from flask import Blueprint

bp = Blueprint("signatures", __name__)
