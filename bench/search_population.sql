-- Run by bench/search.py in one transaction, on a database that holds reference data and no case. The table `people` holds
-- the names drawn: every other one an offender, the rest victims, one enrolment for each two.
SET LOCAL session_replication_role = replica;

INSERT INTO cases_offender (id, reference, first_names, last_name, date_of_birth)
SELECT n / 2 + 1, format('OF%s', lpad((n / 2 + 1)::text, 8, '0')), first_names, last_name, born FROM people WHERE n % 2 = 0;
INSERT INTO victims_victim (id, reference, first_names, last_name, name_to_use, letter_name, letter_name_confirmed, date_of_birth)
SELECT n / 2 + 2, format('V%s', lpad((n / 2 + 2)::text, 8, '0')), first_names, last_name, '', '', false, born FROM people WHERE n % 2 = 1;

ANALYZE people; ANALYZE cases_offender; ANALYZE victims_victim;
CREATE TEMP TABLE both_sides ON COMMIT DROP AS
SELECT o.id, o.id + 1 AS victim, p.region FROM cases_offender o JOIN people p ON p.n = 2 * (o.id - 1)
WHERE EXISTS (SELECT 1 FROM victims_victim v WHERE v.id = o.id + 1);

INSERT INTO cases_conviction (id, offender_id, court_id, court_as_written, sentenced_on)
SELECT id, id, (SELECT min(id) FROM cases_court), '', date '2025-03-03' FROM both_sides;
INSERT INTO cases_offence (id, conviction_id, code, label) SELECT id, id, 'PH97006', 'Stalking' FROM both_sides;
INSERT INTO cases_case (id, reference, offender_id, conviction_id, region_id, sentenced_on, status, source, opened_at)
SELECT id, format('C-%s', id), id, id, region, date '2025-03-03', 'open', 'import', '2025-03-04 12:00Z' FROM both_sides;
INSERT INTO victims_enrolment (id, reference, case_id, victim_id, category, offence_id, region_id, reporting_area, scheme, verdict,
       verdict_rule, verdict_reasons, recorded_scheme, warnings, sentenced_on, status, closed_because, referrer_says_urgent,
       row_fingerprint, next_kind, urgent_reason, restricted, entry, relation, harmed_name, authority_basis, capacity_note, wish)
SELECT id, format('S-25-%s', id), id, victim, 'adult', id, region, '', 'VNS', 'VNS', 'measuring', '[]', '', '[]',
       date '2025-03-03', 'open', '', false, '', '', '', false, '', '', '', '', '', '' FROM both_sides;
DO $$
DECLARE named record;
BEGIN
    FOR named IN SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relname IN (
        'cases_offender', 'cases_conviction', 'cases_offence', 'cases_case', 'victims_victim', 'victims_enrolment')
    LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), (SELECT coalesce(max(id), 1) FROM %I))', named.name, named.name);
    END LOOP;
END $$;
