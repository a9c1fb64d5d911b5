"""The blueprint of the pages above all features."""

from flask import Blueprint

bp = Blueprint("home", __name__)
