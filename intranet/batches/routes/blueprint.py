"""The blueprint every page of batches hangs on."""

from flask import Blueprint

bp = Blueprint("batches", __name__)
