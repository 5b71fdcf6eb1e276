"""Court results another system sends: each call once. The same call again gets the answer it got before."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from victims.enums import HoldReason, ImportState, ResultSource, ResultState
from victims.intake.court_format import Received, body_digest_text, read_call
from victims.intake.court_import import Importer, Tally
from victims.intake.court_runs import finish, region_of
from victims.intake.importing import wait_for_other_imports
from victims.models import CourtResult, CourtResultCall, CourtResultFile
from vlu.lib import clock
from vlu.lib.errors import DomainError

MOST_RESULTS = 500
LONGEST_KEY = 200
TAKEN = 200


class CallHasNoKey(DomainError):
    """Without a key of the call, a repeated call could not be told from a new one."""

    code = "idempotency_key_missing"
    status = 400


class KeyUsedBefore(DomainError):
    """The key came before with another body."""

    code = "idempotency_key_used_before"


class CallNotUnderstood(DomainError):
    code = "call_not_understood"
    status = 400


def answer_call(*, key: str, body: Any, by: User) -> dict[str, Any]:
    """Take in the results of a call, all in one transaction with its answer, or give the answer it got before.

    Raises CallHasNoKey, CallNotUnderstood, KeyUsedBefore.
    """
    if not key.strip() or len(key) > LONGEST_KEY:
        raise CallHasNoKey(f"Send the header Idempotency-Key with a key of this call, at most {LONGEST_KEY} letters.")
    results = _results_of(body)
    digest = hashlib.sha256(body_digest_text(body).encode()).hexdigest()
    with transaction.atomic():
        wait_for_other_imports()
        before = CourtResultCall.objects.filter(organisation=by.organisation, key=key).first()
        if before is not None and before.body_sha256 != digest:
            raise KeyUsedBefore("This Idempotency-Key came before with another body. Send a new key with a new body.")
        if before is not None:
            kept: dict[str, Any] = before.answer
            return kept
        answer = _take_in(results, digest, by)
        CourtResultCall.objects.create(
            organisation=by.organisation, key=key, body_sha256=digest, status=TAKEN, answer=answer, at=clock.now()
        )
        return answer


def _results_of(body: Any) -> Sequence[Any]:
    results = body.get("results") if isinstance(body, Mapping) else None
    if not isinstance(results, list) or not 1 <= len(results) <= MOST_RESULTS or set(body) != {"results"}:
        raise CallNotUnderstood(f"Send an object with one field, results: a list of 1 to {MOST_RESULTS} court results.")
    return results


def _take_in(results: Sequence[Any], digest: str, by: User) -> dict[str, Any]:
    file, _ = CourtResultFile.objects.get_or_create(
        organisation=by.organisation,
        source=ResultSource.API,
        file_sha256=digest,
        defaults={
            "key": uuid4(),
            "file_name": "Another system",
            "state": ImportState.WRITING,
            "started_by": by,
            "started_at": clock.now(),
        },
    )
    received = list(read_call(results, clock.today()))
    tally = Importer(file, by, region_of(by)).bring_in(received)
    if file.state != ImportState.DONE:
        finish(file, tally, by)
    return {
        "created": tally.created,
        "unchanged": tally.unchanged,
        "held": tally.held,
        "faulty": tally.faulty,
        "results": _outcomes(received, tally),
    }


def _outcomes(received: Sequence[Received], tally: Tally) -> list[dict[str, Any]]:
    """One for each result, in the order sent."""
    faults: dict[int, list[dict[str, str]]] = defaultdict(list)
    for fault in tally.errors:
        faults[fault.row].append({"field": fault.column, "sentence": fault.message})
    ids = [one.row.result_id for one in received if one.row is not None]
    kept = {
        (row.result_id, row.content_hash): row
        for row in CourtResult.objects.filter(result_id__in=ids).only(
            "result_id", "content_hash", "reference", "state", "held_for"
        )
    }
    return [_outcome(one, faults.get(one.number, []), kept) for one in received]


def _outcome(
    one: Received, faults: list[dict[str, str]], kept: Mapping[tuple[str, str], CourtResult]
) -> dict[str, Any]:
    answer = {"number": one.number, "result_id": one.raw.get("result_id", ""), "reference": "", "reasons": []}
    if faults or one.row is None:
        return {**answer, "state": "fault", "errors": faults}
    row = kept[one.row.result_id, one.content_hash]
    reasons = [HoldReason(reason).label for reason in row.held_for] if row.state == ResultState.HELD else []
    return {**answer, "reference": row.reference, "state": row.state, "reasons": reasons, "errors": []}
