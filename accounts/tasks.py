"""Wake-ups. What is to be done is read from the database; a lost or doubled wake-up changes nothing."""

from __future__ import annotations

import structlog

from accounts.actions import job_runs
from accounts.actions.audit_seals import seal_audit
from accounts.beat import beat_job
from vlu.lib.sweep import Sweep

log = structlog.get_logger("accounts.audit")


@beat_job("accounts.seal_audit")
def seal_audit_trail() -> Sweep:
    """The log line is the copy of the seal that the database cannot reach: `verify_audit --seal NUMBER:DIGEST`."""
    seal = seal_audit()
    if seal is None:
        return Sweep()
    log.info("audit sealed", number=seal.number, digest=seal.digest, entries=seal.entries)
    return Sweep(done=seal.entries)


@beat_job("accounts.forget_job_runs")
def forget_job_runs() -> Sweep:
    return job_runs.forget_job_runs()
