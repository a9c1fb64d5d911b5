"""The pages above all features: today's work, one decision after the other, the overview, search."""

from intranet.home.routes import acting, deciding, pages
from intranet.home.routes.blueprint import bp

__all__ = ["acting", "bp", "deciding", "pages"]
