"""What figures are counted by: limits, offence groups and calendar, as parameters and as one fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.enums import Scheme
from cases.models import CalendarVersion
from reports.enums import OffenceGroup
from reports.offence_groups import offence_groups
from reports.queries.limits import (
    Limits,
    Steps,
    amounts_among,
    limits_in_working_days,
    opt_out_limits,
    stage_limits,
    stage_steps,
    steps_among,
)


@dataclass(frozen=True)
class CountingRules:
    """`limits` and `after_opt_out` are those in force today, as pages say them; `steps` every version, to count by."""

    limits: Limits
    after_opt_out: Mapping[Scheme, int]
    steps: Mapping[str, Steps]
    calendar: int

    def parameters(self, scheme: Scheme | None = None) -> dict[str, Any]:
        """For reports.queries.stage_days: the limits of one scheme or of every one, and the offence groups."""
        schemes = [scheme] if scheme else list(Scheme)
        groups = offence_groups()
        return {
            "schemes": [one.value for one in schemes],
            "limits": json.dumps([stage_steps(self.steps, one) for one in schemes]),
            "group_of_label": json.dumps(groups.of_label),
            "group_of_code": json.dumps(groups.of_code),
            "other": OffenceGroup.OTHER.value,
        }

    @cached_property
    def fingerprint(self) -> str:
        """Two countings by the same rules have the same; any other limit, calendar or offence group another."""
        return hashlib.sha256(json.dumps([self.parameters(), self.calendar]).encode()).hexdigest()


def counting_rules() -> CountingRules:
    """As they stand. Raises LimitMissing."""
    calendar = CalendarVersion.objects.values_list("number", flat=True).get()
    versions = limits_in_working_days()
    amounts = amounts_among(versions)
    return CountingRules(
        limits=stage_limits(amounts),
        after_opt_out=opt_out_limits(amounts),
        steps=steps_among(versions),
        calendar=calendar,
    )
