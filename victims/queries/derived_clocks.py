"""The SQL form of victims.rules.clocks: the clocks that the facts of many enrolments give, in one statement.

It is for what looks at thousands at once. Tests hold it equal to the Python form on the pilot's rows and on random
facts. Each kind of clock is one small select of STARTS; what follows from the start (the version of the limit, the due
day) is said once for all. A clock whose day cannot be counted has no due day here; there it raises.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cases.enums import CUSTODY, HOSPITAL, SentenceCause
from victims.models.enrolment import DORMANT
from victims.rules.clocks import AFTER_OPT_OUT, DERIVED, LIMIT_OF, STAGES

# The stages, of which an enrolment has one row each. What is owed beside them is derived for many at once by the Python
# rule (victims.queries.duties_of_many).
DERIVED_KINDS: tuple[str, ...] = tuple(STAGES)

# {these} is a condition on e, the enrolments asked about; {kinds} are the clocks of each that are, NULL for all.
# cases.rules.sentence_history in SQL: without the sentences that a correction stands in place of, the last day on which
# one that counts followed one that does not.
_FACTS = """
limit_of(kind, scheme, code) AS (SELECT * FROM unnest(%(kinds)s::text[], %(schemes)s::text[], %(codes)s::text[])),
after_opt_out(scheme, code) AS (SELECT * FROM unnest(%(opt_out_schemes)s::text[], %(opt_out_codes)s::text[])),
these AS MATERIALIZED (
    SELECT e.id, e.offence_id, e.scheme, e.sentenced_on, e.referred_on, e.first_contact_on, e.opt_out_ended_on,
           e.status = 'open' AS is_open, e.status = 'open' AND e.wish = ANY(%(dormant)s) AS is_dormant, {kinds} AS kinds
    FROM {enrolments} e WHERE {these}
),
passed AS (
    SELECT s.offence_id, s.id, s.sentenced_on, s.disposal = ANY(%(counting)s) AS counts,
           lead(s.cause) OVER (PARTITION BY s.offence_id ORDER BY s.id) IS NOT DISTINCT FROM %(corrected)s AS corrected
    FROM cases_sentence s
    WHERE s.offence_id IN (SELECT earlier.offence_id FROM these e JOIN cases_sentence earlier
                           ON earlier.offence_id = e.offence_id AND earlier.superseded_at IS NOT NULL)
),
in_pairs AS (
    SELECT *, lag(counts) OVER (PARTITION BY offence_id ORDER BY id) AS counted_before FROM passed WHERE NOT corrected
),
began AS (
    SELECT offence_id,
           (array_agg(sentenced_on ORDER BY id DESC) FILTER (WHERE counts AND NOT counted_before))[1] AS day
    FROM in_pairs GROUP BY offence_id HAVING (array_agg(counts ORDER BY id DESC))[1]
),
facts AS (
    SELECT e.id, e.scheme, e.sentenced_on, e.referred_on, e.opt_out_ended_on, e.is_open, e.is_dormant, e.kinds,
           b.day AS counts_from, CASE WHEN b.day IS NULL THEN e.first_contact_on ELSE (
               SELECT min(c.happened_on) FROM victims_contactentry c
               WHERE c.enrolment_id = e.id AND c.reached AND c.happened_on >= b.day) END AS first_contact_on
    FROM these e LEFT JOIN began b ON b.offence_id = e.offence_id
)
"""

# One select for each kind: from which day it counts by which limit, what met it, and whether somebody may work it.
STARTS: tuple[str, ...] = (
    """
    SELECT f.id AS enrolment_id, 'referral' AS kind, coalesce(o.code, l.code) AS code,
           greatest(CASE WHEN o.code IS NULL THEN f.sentenced_on ELSE f.opt_out_ended_on END,
                    f.counts_from) AS started_on,
           f.referred_on AS met_on, f.is_open AND (f.referred_on IS NOT NULL OR NOT f.is_dormant) AS worked, f.kinds
    FROM facts f JOIN limit_of l ON l.kind = 'referral' AND l.scheme = f.scheme
    LEFT JOIN after_opt_out o ON o.scheme = f.scheme AND f.opt_out_ended_on IS NOT NULL""",
    """
    SELECT f.id, 'first_contact', l.code, greatest(f.referred_on, f.counts_from), f.first_contact_on,
           f.is_open AND (f.first_contact_on IS NOT NULL OR NOT f.is_dormant), f.kinds
    FROM facts f JOIN limit_of l ON l.kind = 'first_contact' AND l.scheme = f.scheme
    WHERE f.referred_on IS NOT NULL""",
    """
    SELECT f.id, 'overall', l.code, greatest(f.sentenced_on, f.counts_from), f.first_contact_on,
           f.is_open AND (f.first_contact_on IS NOT NULL OR NOT f.is_dormant), f.kinds
    FROM facts f JOIN limit_of l ON l.kind = 'overall' AND l.scheme = f.scheme""",
)

# victims.rules.limits.Limit.due_on in SQL. Look-ups in the calendar are kept look-ups by OFFSET 0, and PostgreSQL
# remembers each (reports.queries.stage_days).
_DUE = """
known AS MATERIALIZED (SELECT min(day) AS first, max(day) AS last FROM cases_workingday),
versions AS MATERIALIZED (
    SELECT code, amount, unit, direction, coalesce(plus_days, 0) AS plus_days, valid_from, valid_to,
           CASE direction WHEN 'before' THEN -1 ELSE 1 END AS way
    FROM {limits} WHERE runs
),
counted AS (
    SELECT s.*, CASE
               WHEN v.direction = 'on' THEN s.started_on
               WHEN v.unit = 'working_day' THEN nth.day + v.way * v.plus_days
               WHEN v.unit = 'calendar_day' THEN s.started_on + v.way * (v.amount + v.plus_days)
               ELSE (s.started_on + make_interval(months => v.way * v.amount))::date + v.way * v.plus_days
           END AS day
    FROM starts s
    JOIN versions v ON v.code = s.code AND (v.valid_from IS NULL OR v.valid_from <= s.started_on)
         AND (v.valid_to IS NULL OR s.started_on <= v.valid_to)
    LEFT JOIN LATERAL (SELECT w.ordinal FROM cases_workingday w WHERE w.day = s.started_on OFFSET 0) first ON true
    LEFT JOIN LATERAL (SELECT w.day FROM cases_workingday w
                       WHERE w.is_working AND w.ordinal = first.ordinal + v.way * v.amount OFFSET 0) nth ON true
),
derived AS (
    SELECT enrolment_id, kind, code AS limit_code, started_on, met_on, NOT worked AS withdrawn,
           CASE WHEN day BETWEEN known.first AND known.last AND started_on BETWEEN known.first AND known.last THEN day
           END AS due_on
    FROM counted, known
)
"""
LIMITS = "victims_timelimit"
BY_ID = "e.id = ANY(%(ids)s)"


def derived(*asked: str, these: str = BY_ID, limits: str = LIMITS) -> str:
    """A statement that asks something of `derived`, the clocks of those that meet the condition `these`: further CTEs,
    each with a comma before it, and what is asked. `limits` is
    the table of limits, or a relation with its columns where a change is looked at before it is made."""
    facts = _FACTS.format(these=these, enrolments="victims_enrolment", kinds="NULL::text[]")
    starts = " UNION ALL ".join(STARTS)
    return "".join(("WITH ", facts, ", starts AS (", starts, "), ", _DUE.format(limits=limits), *asked))


def parameters(**given: Any) -> dict[str, Any]:
    """What a statement of `derived` refers to, with the caller's own."""
    return {
        "kinds": [kind.value for kind, _ in LIMIT_OF],
        "schemes": [scheme.value for _, scheme in LIMIT_OF],
        "codes": list(LIMIT_OF.values()),
        "opt_out_schemes": [scheme.value for scheme in AFTER_OPT_OUT],
        "opt_out_codes": list(AFTER_OPT_OUT.values()),
        "counting": sorted(CUSTODY | HOSPITAL),
        "corrected": SentenceCause.CORRECTED.value,
        "dormant": [wish.value for wish in DORMANT],
        "derived_kinds": list(DERIVED_KINDS),
        "every_kind": [kind.value for kind in DERIVED],
        **given,
    }


@dataclass(frozen=True)
class DerivedClock:
    """`due_on` is None when the calendar does not reach it. `withdrawn`: nobody may work it."""

    enrolment: int
    kind: str
    limit_code: str
    started_on: date
    due_on: date | None
    met_on: date | None
    withdrawn: bool


_ALL = "SELECT enrolment_id, kind, limit_code, started_on, due_on, met_on, withdrawn FROM derived"


def derived_clocks(enrolments: Collection[int]) -> list[DerivedClock]:
    with connection.cursor() as cursor:
        cursor.execute(derived(_ALL), parameters(ids=list(enrolments)))
        return [DerivedClock(*row) for row in cursor.fetchall()]


# A stored clock that is not what the facts give. One that cannot be counted is left as it is, and named elsewhere.
_DIFFERS = """
, differs AS (
    SELECT coalesce(d.enrolment_id, s.enrolment_id) AS enrolment_id, coalesce(d.kind, s.kind) AS kind, s.id AS stored,
           d.enrolment_id IS NULL AS gone, d.limit_code, d.started_on, d.due_on, d.met_on, d.withdrawn,
           s.due_on AS was_due_on, s.withdrawn_on IS NOT NULL AS was_withdrawn
    FROM derived d
    FULL JOIN ({stored}) s ON s.enrolment_id = d.enrolment_id AND s.kind = d.kind
    WHERE (d.enrolment_id IS NULL AND s.withdrawn_on IS NULL)
       OR (d.due_on IS NOT NULL AND (s.id IS NULL
           OR (s.limit_code, s.started_on, s.due_on, s.met_on, s.withdrawn_on IS NOT NULL)
              IS DISTINCT FROM (d.limit_code, d.started_on, d.due_on, d.met_on, d.withdrawn)))
)
"""
DIFFERS = _DIFFERS.format(
    stored="""SELECT c.* FROM victims_deadline c JOIN these ON these.id = c.enrolment_id
               WHERE c.kind = ANY(%(derived_kinds)s)"""
)


@dataclass(frozen=True)
class Doubted:
    """Enrolments with a clock that is not what the facts give, and those with one that only the Python rule derives."""

    differing: set[int]
    by_the_rule: set[int]


def doubted(clocks: str, by_the_rule: Collection[str], **values: Any) -> Doubted:
    """Of the clocks that the query `clocks` gives as rows of victims_deadline, and of no other of the same people."""
    with connection.cursor() as cursor:
        cursor.execute(_DOUBTED.format(clocks=clocks), parameters(by_the_rule=list(by_the_rule), **values))
        rows = cursor.fetchall()
    return Doubted({key for key, by_rule in rows if not by_rule}, {key for key, by_rule in rows if by_rule})


# Each enrolment is looked up, however many there are: no plan may join all of them with those few, or a few thousand
# with one another in a loop.
_OF_ASKED = """(
    SELECT e.*, asked.kinds AS asked_kinds
    FROM (SELECT enrolment_id, array_agg(kind::text) AS kinds FROM clocks WHERE kind = ANY(%(derived_kinds)s)
          GROUP BY enrolment_id) asked
    CROSS JOIN LATERAL (SELECT * FROM victims_enrolment e WHERE e.id = asked.enrolment_id OFFSET 0) e)"""
_DOUBTED = "".join(
    (
        "WITH clocks AS MATERIALIZED ({clocks}), ",
        _FACTS.format(these="true", enrolments=_OF_ASKED, kinds="e.asked_kinds"),
        ", starts AS (SELECT * FROM (", " UNION ALL ".join(STARTS), ") s WHERE s.kind = ANY(s.kinds)), ",
        _DUE.format(limits=LIMITS),
        _DIFFERS.format(stored="SELECT * FROM clocks WHERE kind = ANY(%(derived_kinds)s)"),
        "SELECT enrolment_id, false FROM differs ",
        "UNION SELECT enrolment_id, true FROM clocks WHERE kind = ANY(%(by_the_rule)s)",
    )
)  # fmt: skip
