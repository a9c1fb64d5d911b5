"""The pages of the office: sign-in, own account, administration."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
