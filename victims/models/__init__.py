from __future__ import annotations

from victims.models.allocation import Allocation
from victims.models.chasing import ChaseSetting, RequestPrompt
from victims.models.complaints import Complaint
from victims.models.contact import ContactEntry
from victims.models.court_results import CourtResult, CourtResultCall, CourtResultFile
from victims.models.deadlines import Deadline
from victims.models.decisions import DiscretionaryDecision, LatenessReason, OfferDecision, VictimDecision
from victims.models.enrolment import Enrolment
from victims.models.imports import CaseloadImport
from victims.models.limits import TimeLimit
from victims.models.merging import VictimLikeness, VictimMerge
from victims.models.name_index import VictimNameKey, VictimNamePair
from victims.models.notes import AgreedNote
from victims.models.people import ContactPoint, SafeContact, Victim
from victims.models.reasons import DiscretionaryCriterion, OfferAgainRule, ReasonCode
from victims.models.recompute_runs import RecomputeRun
from victims.models.referral_requests import ReferralRequest
from victims.models.referrals import Referral, ReferralDraft
from victims.models.restrictions import AccessGrant, BothSides, BothSidesClearance
from victims.models.transfers import TransferOffer
from victims.models.verdicts import EligibilityVerdict
from victims.models.youth_protocols import YouthProtocol

__all__ = [
    "AccessGrant",
    "AgreedNote",
    "Allocation",
    "BothSides",
    "BothSidesClearance",
    "CaseloadImport",
    "ChaseSetting",
    "Complaint",
    "ContactEntry",
    "ContactPoint",
    "CourtResult",
    "CourtResultCall",
    "CourtResultFile",
    "Deadline",
    "DiscretionaryCriterion",
    "DiscretionaryDecision",
    "EligibilityVerdict",
    "Enrolment",
    "LatenessReason",
    "OfferAgainRule",
    "OfferDecision",
    "ReasonCode",
    "RecomputeRun",
    "Referral",
    "ReferralDraft",
    "ReferralRequest",
    "RequestPrompt",
    "SafeContact",
    "TimeLimit",
    "TransferOffer",
    "Victim",
    "VictimDecision",
    "VictimLikeness",
    "VictimMerge",
    "VictimNameKey",
    "VictimNamePair",
    "YouthProtocol",
]
