"""Regions, for choosing one."""

from __future__ import annotations

from accounts.models import Region


def region_names() -> dict[str, str]:
    """Codes and names, in the order of the names."""
    return dict(Region.objects.order_by("name").values_list("code", "name"))
