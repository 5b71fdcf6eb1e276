from __future__ import annotations

from accounts.models.absences import Absence
from accounts.models.access_log import AccessLogEntry
from accounts.models.audit import AuditEntry, AuditSeal, AuditTally
from accounts.models.calendar_links import CalendarLink
from accounts.models.job_runs import AwaitedJob, JobRun
from accounts.models.organisations import Organisation, PoliceForce, Region, ReportingArea
from accounts.models.user import User

__all__ = [
    "Absence",
    "AccessLogEntry",
    "AuditEntry",
    "AuditSeal",
    "AuditTally",
    "AwaitedJob",
    "CalendarLink",
    "JobRun",
    "Organisation",
    "PoliceForce",
    "Region",
    "ReportingArea",
    "User",
]
