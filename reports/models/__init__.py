from __future__ import annotations

from reports.models.month_figures import FreshMonth, MonthDays, MonthFigures, StaleMonth

__all__ = ["FreshMonth", "MonthDays", "MonthFigures", "StaleMonth"]
