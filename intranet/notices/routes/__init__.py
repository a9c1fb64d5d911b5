"""The pages of what people are told: the bell, and the admin's page of mail."""

from intranet.notices.routes import bell, outbox
from intranet.notices.routes.blueprint import bp

__all__ = ["bell", "bp", "outbox"]
