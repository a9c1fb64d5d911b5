"""The pages of reports and figures."""

from intranet.reports.routes import annex, figures, reports
from intranet.reports.routes.blueprint import bp

__all__ = ["annex", "bp", "figures", "reports"]
