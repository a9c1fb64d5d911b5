"""The blueprint of all pages of the office."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
