"""The words of the victim side."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices


class VictimCategory(TextChoices):
    """Who somebody is on a case; it decides how they are addressed (domain 1.4)."""

    ADULT = "adult", "Adult victim"
    BEREAVED = "bereaved", "Bereaved family member"
    CHILD = "child", "Child, through a parent or carer"
    REPRESENTATIVE = "representative", "Person acting for somebody harmed"
    WITNESS = "witness", "Witness severely affected"
    OTHER_OFFENCE = "other_offence", "Victim of another offence of the same offender"


class Channel(TextChoices):
    PHONE = "phone", "Telephone"
    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    VIDEO = "video", "Video call"
    ADVOCATE = "advocate", "Through their advocate"
    UNKNOWN = "unknown", "Not known"


class ContactPointKind(TextChoices):
    MOBILE = "mobile", "Mobile number"
    PHONE = "phone", "Other telephone number"
    EMAIL = "email", "E-mail address"
    POST = "post", "Postal address"


class Format(TextChoices):
    STANDARD = "standard", "Standard print"
    EASY_READ = "easy_read", "Easy read"
    LARGE_PRINT = "large_print", "Large print"
    DYSLEXIA = "dyslexia", "Dyslexia: check understanding by telephone"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"
    BSL = "bsl", "British Sign Language"


class AdvocateKind(TextChoices):
    """Who speaks for somebody and knows how they can safely be reached."""

    ISVA = "isva", "Independent sexual violence adviser (ISVA)"
    IDVA = "idva", "Independent domestic violence adviser (IDVA)"
    ISAC = "isac", "Independent stalking advocate (ISAC)"
    OTHER = "other", "Another advocate or supporter"


class EnrolmentStatus(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class DeadlineKind(TextChoices):
    REFERRAL = "referral", "Referral"
    FIRST_CONTACT = "first_contact", "First contact after referral"
    OVERALL = "overall", "First contact after sentence"
    TELL_OF_EVENT = "tell_of_event", "Tell them of an event"
    FOLLOW_UP = "follow_up", "Next step agreed"
    OFFER_AGAIN = "offer_again", "Offer contact again"
    DECIDE_OFFER = "decide_offer", "Decide whether to offer contact again"
    REVIEW = "review", "Review discretionary contact"
    ANNUAL_CONTACT = "annual_contact", "Annual contact"
    LETTER = "letter", "Letter after a contact"
    SEND_NOTE = "send_note", "Note of a meeting or call: send it"
    AGREE_NOTE = "agree_note", "Note of a meeting or call: ask whether they agree"
    REPLY = "reply", "Reply to what they asked"
    HARD_STOP = "hard_stop", "Licence conditions, before the hard stop"
    PRE_RELEASE = "pre_release", "Contact before release"
    ASK_RECONSIDER = "ask_reconsider", "Reconsideration: ask whether they want it"
    RECONSIDERATION = "reconsideration", "Reconsideration: last day"
    ALLOCATE = "allocate", "Allocate an urgent case"
    URGENT_CONTACT = "urgent_contact", "First contact, urgent"
    COMPLAINT_ACK = "complaint_ack", "Acknowledge a complaint"
    COMPLAINT_ANSWER = "complaint_answer", "Answer a complaint"
    COMPLAINT_APPEAL = "complaint_appeal", "Answer an appeal"


class ContactOutcome(TextChoices):
    SPOKE = "spoke", "Spoke or met"
    REPLIED = "replied", "They replied"
    SENT = "sent", "Sent, no reply yet"
    LEFT_MESSAGE = "left_message", "Left a message"
    NO_ANSWER = "no_answer", "No answer"
    WRONG_DETAILS = "wrong_details", "Details were wrong"


class VictimDecisionKind(TextChoices):
    """What somebody answered to the offer of contact (domain 4.2)."""

    ACCEPTED = "accepted", "Wants contact"
    DECLINED = "declined", "Declined contact"
    NOT_NOW = "not_now", "Not now"
    COULD_NOT_TRACE = "could_not_trace", "Could not be traced"


class DecisionSource(TextChoices):
    """From whom the unit heard a decision."""

    THEMSELVES = "themselves", "They told us themselves"
    ADVOCATE = "advocate", "Their advocate told us"
    ACTING_FOR_THEM = "acting_for_them", "Somebody who acts for them told us"
    REFERRER = "referrer", "The referrer told us"


class OfferTrigger(TextChoices):
    """What makes us offer contact again: something reported, or a date of the sentence that comes near."""

    EVENT = "event", "Something is reported"
    DATE = "date", "A date comes near"


class OutcomeTold(TextChoices):
    """How a referrer learned what a manager decided."""

    IN_SERVICE = "in_service", "They read it in this service"
    PHONE = "phone", "By telephone"
    EMAIL = "email", "By e-mail"
    MEETING = "meeting", "In person"
    NO_REFERRER = "no_referrer", "Nobody referred this person"


class ReasonKind(TextChoices):
    """What a reason code is for. The table of reasons holds every kind."""

    LATENESS = "lateness", "Why something was late"
    REFUSAL = "refusal", "Why a request was refused"
    OVERRIDE = "override", "Why a rule was overridden"
    OPT_OUT = "opt_out", "Why contact was declined"
    CLOSURE = "closure", "Why a case was closed"
    DISCRETIONARY = "discretionary", "Ground of discretionary contact"
    TRANSFER = "transfer", "Why a case was transferred"


class UrgentReason(TextChoices):
    """Why a case comes first (domain 2.4)."""

    RELEASED = "released", "The offender has been released"
    RELEASE_SOON = "release_soon", "The offender may be released soon"
    REFERRER = "referrer", "The referrer says the offender is released, or soon may be"
    RECALLED = "recalled", "The offender is being recalled"
    AT_LARGE = "at_large", "The offender is unlawfully at large"


class TransferReason(TextChoices):
    """Why a case is offered to another unit: the rows of kind "transfer" of data/reference/reason_codes.csv."""

    MOVE_IN = "MOVE_IN", "Victim moved into another region"
    SUPERVISION_MOVED = "SUPERVISION_MOVED", "Supervision moved"
    CONFLICT = "CONFLICT", "Conflict of interest"


class TransferAnswer(TextChoices):
    """What became of an offer to another unit. Empty while it waits."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProtocolStatus(TextChoices):
    """How far the protocol between a unit and a youth offending team is (HMIP 5.21)."""

    NONE = "none", "No protocol"
    BEING_AGREED = "being_agreed", "Being agreed"
    AGREED = "agreed", "Agreed"


class RequestSource(TextChoices):
    """How it was found that nobody had referred somebody."""

    COURT_RESULT = "court_result", "Court result"
    UNIT_SEARCH = "unit_search", "Found by the victim liaison unit"


class RequestAnswer(TextChoices):
    """What became of a request for a referral. Empty while it stands."""

    REFERRED = "referred", "Referred"
    CANNOT_IDENTIFY = "cannot_identify", "The person cannot be identified"
    DECLINED = "declined", "The person does not wish to be referred"
    WRONG_CASE = "wrong_case", "This is not our case"
    WITHDRAWN = "withdrawn", "Withdrawn by the victim liaison unit"


class PromptStep(IntegerChoices):
    """Who is asked, the first, second and third time."""

    OFFICERS = 1, "Asked the officers"
    SUPERVISOR = 2, "Asked the supervisor"
    HEADS = 3, "Escalated"


class BothSidesFound(TextChoices):
    """How it was found that a victim's record must be restricted."""

    SAME_NAMES = "same_names", "The same names and date of birth on the other side"
    MANAGER = "manager", "A manager restricted it"


class ImportState(TextChoices):
    CHECKING = "checking", "Checking"
    CHECKED = "checked", "Checked, waiting for you"
    WRITING = "writing", "Writing"
    DONE = "done", "Done"
    REFUSED = "refused", "Nothing was written"


class VerdictCause(TextChoices):
    """Why a verdict was given."""

    ENROLLED = "enrolled", "When they were referred"
    IMPORTED = "imported", "When the caseload file came in"
    BEFORE = "before", "Before verdicts were kept one by one"
    FACTS = "facts", "The sentence, or the rules for it, changed"
    OVERRIDE = "override", "A manager decided otherwise"
    ACCEPTED = "accepted", "A manager agreed with the rule"


class ResultSource(TextChoices):
    """The way court results reached us."""

    COMMAND = "command", "Command line"
    PAGE = "page", "Uploaded file"
    API = "api", "Another system"


class ResultKind(TextChoices):
    """What the court did, as a row of court results says it (docs/court_results_file.md)."""

    SENTENCE = "sentence", "Sentenced"
    RESENTENCE = "resentence", "Sentenced again"
    APPEAL = "appeal", "Varied on appeal"
    ACTIVATION = "activation", "Suspended sentence activated"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ResultState(TextChoices):
    """What became of a court result."""

    HELD = "held", "Needs a decision"
    OPENED = "opened", "Opened a case"
    JOINED = "joined", "On a case already held"
    CHANGED = "changed", "Changed a sentence"
    NO_ACTION = "no_action", "No action needed"
    SET_ASIDE = "set_aside", "Set aside by a person"


class HoldReason(TextChoices):
    """Why a court result waits for a person. Nothing is told to anybody on the strength of one that is held."""

    COURT_UNKNOWN = "court_unknown", "The court is not in our table"
    FORCE_UNKNOWN = "force_unknown", "The police force is missing or not in our table"
    NO_UNIT = "no_unit", "No witness care unit is set up for the police force"
    OFFENCE_UNKNOWN = "offence_unknown", "The offence code is missing or not in our table"
    HARMED_IS_DEFENDANT = "harmed_is_defendant", "The person harmed has the name of the offender"
    PERSON_DOUBT = "person_doubt", "It is not certain who the offender is"
    PERSON_ALIKE = "person_alike", "The offender is much like somebody already recorded"
    SENT_AGAIN = "sent_again", "Sent before with other content"
    SENTENCE_DIFFERS = "sentence_differs", "We hold another sentence for this offence"
    SENTENCE_NOT_FOUND = "sentence_not_found", "The sentence it changes cannot be found"
    WITHDRAWN = "withdrawn", "Withdrawn after it was acted on"


class ResultDecision(TextChoices):
    """What a person decides of a court result that is held."""

    SAME_PERSON = "same_person", "This is the offender we hold"
    NEW_PERSON = "new_person", "This is somebody we do not hold yet"
    GO_ON = "go_on", "The result is right: go on with it"
    SET_ASIDE = "set_aside", "Set it aside"
