"""The blueprint of the API's pages for people."""

from flask import Blueprint

bp = Blueprint("api", __name__)
