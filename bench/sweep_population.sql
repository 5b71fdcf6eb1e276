-- Run by bench/sweep.py in one transaction, on a database that holds reference data and no enrolment.
-- bench.clocks is how many open clocks; bench.today the day. Five next steps for each enrolment, due over two years from
-- a fortnight on, and its three stages met, as in a case that is worked. Cases and victims, which the sweep does not read,
-- are left out: triggers and foreign keys stand aside.
SET LOCAL session_replication_role = replica;
SELECT setseed(0.42);

INSERT INTO accounts_user (id, password, email, name, phone, role, organisation_id, is_active, must_change_password)
SELECT 1000 + n, '!', format('officer%s@bench.example', n), format('Officer %s', n), '', 'VLO',
       (ARRAY(SELECT id FROM accounts_organisation WHERE kind = 'VLU' ORDER BY id))[1 + n % 12], true, false
FROM generate_series(1, 520) n
UNION ALL
SELECT 100 + n, '!', format('manager%s@bench.example', n), format('Manager %s', n), '', 'MANAGER',
       (ARRAY(SELECT id FROM accounts_organisation WHERE kind = 'VLU' ORDER BY id))[1 + n % 12], true, false
FROM generate_series(1, 24) n
UNION ALL
SELECT 99, '!', 'head@bench.example', 'Head', '', 'HEAD', min(id), true, false
FROM accounts_organisation WHERE kind = 'NATIONAL';

INSERT INTO victims_enrolment (id, reference, case_id, victim_id, category, offence_id, region_id, reporting_area, scheme, verdict,
       verdict_rule, verdict_reasons, recorded_scheme, warnings, sentenced_on, referred_on, first_contact_on, status,
       closed_because, referrer_says_urgent, row_fingerprint, officer_id, next_kind, urgent_from, urgent_reason, restricted,
       entry, relation, harmed_name, authority_basis, capacity_note, wish)
SELECT n, format('E%s', n), n, n, 'adult', n, o.region_id, '', 'VNS', 'VNS', 'measuring', '[]', '', '[]',
       current_setting('bench.today')::date - 60, current_setting('bench.today')::date - 55,
       current_setting('bench.today')::date - 50, 'open', '', false, '', u.id, '',
       CASE WHEN n % 10 = 0 THEN current_setting('bench.today')::date - 1 END,
       CASE WHEN n % 10 = 0 THEN 'release_soon' ELSE '' END, false, '', '', '', '', '', ''
FROM generate_series(1, current_setting('bench.clocks')::int / 5) n
JOIN accounts_user u ON u.id = 1001 + n % 520
JOIN accounts_organisation o ON o.id = u.organisation_id;

INSERT INTO victims_deadline (enrolment_id, kind, limit_code, task, started_on, due_on, met_on)
SELECT e.id, stage.kind, stage.code, '', stage.start,
       (SELECT w.day FROM cases_workingday w JOIN cases_workingday s ON s.day = stage.start
        WHERE w.is_working AND w.ordinal = s.ordinal + stage.days), stage.met
FROM (SELECT id FROM victims_enrolment) e,
     (VALUES ('referral', 'T12', current_setting('bench.today')::date - 60, 5, current_setting('bench.today')::date - 55),
             ('first_contact', 'T13', current_setting('bench.today')::date - 55, 10, current_setting('bench.today')::date - 50),
             ('overall', 'T14', current_setting('bench.today')::date - 60, 15, current_setting('bench.today')::date - 50)
     ) stage(kind, code, start, days, met);

INSERT INTO victims_deadline (enrolment_id, kind, limit_code, task, started_on, due_on)
SELECT e.id, 'follow_up', '', 'Telephone as agreed', current_setting('bench.today')::date - 50,
       current_setting('bench.today')::date + 14 + floor(random() * 700)::int
FROM (SELECT id FROM victims_enrolment) e, generate_series(1, 5);

INSERT INTO notifications_timer (deadline_id, fires_on)
SELECT d.id, (SELECT w.day FROM cases_workingday w JOIN cases_workingday s ON s.day = d.due_on
              WHERE w.is_working AND w.ordinal = s.ordinal - 3)
FROM victims_deadline d WHERE d.kind = 'follow_up';

SELECT setval(pg_get_serial_sequence('victims_enrolment', 'id'), (SELECT max(id) FROM victims_enrolment));
SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), 2000);
