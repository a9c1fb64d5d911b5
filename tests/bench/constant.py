"""The floor of every page: a Flask program whose one view returns a constant string."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def constant() -> str:
    return "Xin chào"
