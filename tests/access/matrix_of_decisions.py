"""The pages where managers decide: part of tests/access/matrix.py, which makes entries of these facts."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from tests.access import answers
from tests.access.world import CASE, COMPLAINT, REFERRAL, UNALLOCATED_VICTIM, VICTIM
from tests.factories.cases import NOW

MANAGERS = frozenset({Role.MANAGER})
OFFICERS = frozenset({Role.VLO, Role.MANAGER})
POLICE = frozenset({Role.WCO, Role.WCU_SUPERVISOR, Role.WCU_HEAD})

DECISIONS: dict[str, dict[str, Any]] = {
    "victims:decisions_waiting": {"roles": MANAGERS, "shows": (f"{CASE}-2",), "is_list": True},
    "victims:decide_discretion": {
        "roles": MANAGERS,
        "shows": (UNALLOCATED_VICTIM,),
        "gives": lambda world, user: {"reference": world.unallocated.reference},
        "sends": lambda world, user: {"granted": "no", "reason": "Neither scheme covers it"},
    },
    "victims:decide_verdict": {
        "roles": MANAGERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {"verdict": "STATUTORY_VCS", "reason_code": "DATA_ERROR", "reason": "Section 4A."},
    },
    "victims:tell_outcome": {
        "roles": MANAGERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {
            "how": "phone",
            "seen": world.enrolment.discretionary_decisions.get().pk,
            **answers.date("told_on", NOW),
        },
    },
    "victims:decide_offer": {
        "roles": MANAGERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {
            "offer": "no",
            "reason": "They were clear about it",
            "seen": world.enrolment.deadlines.get(kind="decide_offer").pk,
        },
    },
    "victims:complaints": {"roles": MANAGERS, "shows": (f"{CASE}-2",), "is_list": True},
    "victims:complaint": {
        "roles": MANAGERS,
        "shows": (COMPLAINT, UNALLOCATED_VICTIM),
        "gives": lambda world, user: {"reference": world.complaint.reference},
    },
    "victims:complaint_step": {
        "roles": MANAGERS,
        "shows": ("Acknowledged",),
        "gives": lambda world, user: {"reference": world.complaint.reference, "step": "acknowledged"},
        "sends": lambda world, user: {"eligible": "yes", **answers.date("happened_on", NOW)},
    },
    "victims:add_complaint": {
        "roles": MANAGERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {"summary": "Nobody called back", **answers.date("received_on", NOW)},
    },
    "victims:note_sent": {
        "roles": OFFICERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {"contact": world.note.contact_id, **answers.date("sent_on", NOW)},
    },
    "victims:note_answer": {
        "roles": OFFICERS,
        "shows": (VICTIM,),
        "gives": answers.victim,
        "sends": lambda world, user: {
            "note": world.note.pk,
            "answer": "agreed",
            **answers.date("answered_on", NOW),
        },
    },
    "victims:read_outcome": {
        "roles": POLICE,
        "gives": lambda world, user: {"reference": REFERRAL},
        "reads": False,
        "sends": lambda world, user: {"seen": world.enrolment.discretionary_decisions.get().pk},
        "outside": frozenset({Role.YOT_WORKER}),
    },
}
