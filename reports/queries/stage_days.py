"""The SQL that counts: signed working days of each stage, and the sums that pool exactly.

Days are the difference of two ordinals of the working-day table, found by three look-ups. OFFSET 0 keeps them look-ups,
which PostgreSQL remembers for each date: for a month of cases that is twice as fast as hashing the whole calendar three
times, and for eight years a third slower (decision 0010). Every statement that counts cases is made of these pieces, so
that what is kept for a month and what is counted on the spot cannot differ.

The referral of a youth offending team that said when the time to opt out ended is counted from that day and held to its
own limit, as its clock is (victims.rules.clocks).

A stage is held to the version of its limit in force on the day it began. A limit is an array of amounts and the days
from which the second and later ones count; before the first there was, the first counts.
"""

from __future__ import annotations

# Parameters: reports.queries.rules, and the periods.
STAGE_DAYS = """
SELECT e.scheme, e.region_id AS region, e.reporting_area, e.force_id AS force, e.officer_id AS officer,
       date_trunc('month', e.sentenced_on)::date AS month, {offence_group} AS offence_group,
       r.ordinal - CASE WHEN {by_opt_out} THEN q.ordinal ELSE s.ordinal END AS referral,
       c.ordinal - r.ordinal AS contact, c.ordinal - s.ordinal AS overall,
       CASE WHEN {by_opt_out} THEN limits.after_opt_out[1 + width_bucket(q.day, limits.after_opt_out_from)]
            ELSE limits.referral[1 + width_bucket(s.day, limits.referral_from)] END AS referral_limit,
       limits.contact[1 + width_bucket(r.day, limits.contact_from)] AS contact_limit,
       limits.overall[1 + width_bucket(s.day, limits.overall_from)] AS overall_limit,
       s.day IS NULL OR (e.referred_on IS NOT NULL AND r.day IS NULL)
           OR (e.first_contact_on IS NOT NULL AND c.day IS NULL) OR ({by_opt_out} AND q.day IS NULL) AS beyond_calendar
FROM ({counted}) e
JOIN jsonb_to_recordset(%(limits)s::jsonb) AS limits(
         scheme text, referral int[], referral_from date[], contact int[], contact_from date[],
         overall int[], overall_from date[], after_opt_out int[], after_opt_out_from date[]
     ) ON limits.scheme = e.scheme
LEFT JOIN LATERAL (SELECT day, ordinal FROM cases_workingday WHERE day = e.sentenced_on OFFSET 0) s ON true
LEFT JOIN LATERAL (SELECT day, ordinal FROM cases_workingday WHERE day = e.referred_on OFFSET 0) r ON true
LEFT JOIN LATERAL (SELECT day, ordinal FROM cases_workingday WHERE day = e.first_contact_on OFFSET 0) c ON true
LEFT JOIN LATERAL (SELECT day, ordinal FROM cases_workingday WHERE day = e.opt_out_ended_on OFFSET 0) q ON true
{offence_join}
"""
# A duplicate that was closed into another record of the same person is no case of its own. Where a suspended or
# community sentence became custody, the days of the clocks are counted (decision 0013), and no referral or contact from
# before.
COLUMNS = "scheme, region_id, reporting_area, force_id, officer_id, offence_id"
COUNTED = """
SELECT {columns}, sentenced_on, referred_on, first_contact_on, opt_out_ended_on
FROM victims_enrolment WHERE duplicate_of_id IS NULL AND counts_from IS NULL AND {days} AND {region}
UNION ALL
SELECT {columns}, counts_from,
       CASE WHEN referred_on IS NOT NULL THEN greatest(referred_on, counts_from) END, contact_counted_on,
       greatest(opt_out_ended_on, CASE WHEN opt_out_ended_on IS NOT NULL THEN counts_from END)
FROM victims_enrolment WHERE duplicate_of_id IS NULL AND counts_from IS NOT NULL AND {later_days} AND {region}
"""
BY_OPT_OUT = "(e.opt_out_ended_on IS NOT NULL AND limits.after_opt_out IS NOT NULL)"
# The rule of reports.offence_groups: the label as published, else the code, else Other.
OFFENCE_GROUP = """coalesce(%(group_of_label)s::jsonb ->> lower(o.label), %(group_of_code)s::jsonb ->> left(o.code, 7),
         %(other)s)"""
OFFENCE_JOIN = "JOIN LATERAL (SELECT code, label FROM cases_offence WHERE id = e.offence_id OFFSET 0) o ON true"
MOMENTS = """
count(*) AS cases,
count(referral) AS referral_n, count(*) FILTER (WHERE referral <= referral_limit) AS referral_on_time,
coalesce(sum(referral), 0) AS referral_total, min(referral) AS referral_least, max(referral) AS referral_most,
count(contact) AS contact_n, count(*) FILTER (WHERE contact <= contact_limit) AS contact_on_time,
coalesce(sum(contact), 0) AS contact_total, min(contact) AS contact_least, max(contact) AS contact_most,
count(overall) AS overall_n, count(*) FILTER (WHERE overall <= overall_limit) AS overall_on_time,
coalesce(sum(overall), 0) AS overall_total, min(overall) AS overall_least, max(overall) AS overall_most,
count(*) FILTER (WHERE beyond_calendar) AS beyond_calendar
"""


def stage_days(*, ranges: int, region: bool = False, by_offence: bool = True) -> str:
    """One row for each case sentenced in any of `ranges` periods: %(first0)s to %(last0)s, %(first1)s and so on."""
    counted = COUNTED.format(
        columns=COLUMNS,
        days=_within("sentenced_on", ranges),
        later_days=_within("counts_from", ranges),
        region="region_id = %(region)s" if region else "true",
    )
    return STAGE_DAYS.format(
        by_opt_out=BY_OPT_OUT,
        counted=counted,
        offence_group=OFFENCE_GROUP if by_offence else "''",
        offence_join=OFFENCE_JOIN if by_offence else "",
    )


def _within(column: str, ranges: int) -> str:
    days = " OR ".join(f"{column} BETWEEN %(first{n})s AND %(last{n})s" for n in range(ranges))
    return f"({days})" if ranges else "false"
