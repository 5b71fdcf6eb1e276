-- Run by bench/generate.py in one transaction, on a database that holds reference data and no case.
-- bench.cases is how many; bench.today the day it is made for; bench.still_open the share of older cases
-- that are open. Triggers and foreign keys stand aside: keys are made here.
SET LOCAL session_replication_role = replica;
SET LOCAL max_parallel_workers_per_gather = 0;  -- random() follows the seed only in one process
SET LOCAL work_mem = '256MB';
SELECT setseed(0.42);

-- Twelve regions of unequal size, each with its forces.
CREATE TEMP TABLE area ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY code)::int AS number, code, reference_prefix AS prefix,
       ARRAY(SELECT id FROM accounts_policeforce f WHERE f.region_id = code ORDER BY id) AS forces,
       ARRAY(SELECT id FROM cases_court c WHERE c.region_id = code ORDER BY id) AS courts,
       (SELECT id FROM accounts_organisation o WHERE o.region_id = code AND o.kind = 'VLU') AS unit
FROM accounts_region;

CREATE TEMP TABLE offence_pool ON COMMIT DROP AS
SELECT array_agg(id ORDER BY id) FILTER (WHERE vns) AS vns,
       array_agg(id ORDER BY id) FILTER (WHERE s45_route = 'schedule18') AS vcs
FROM cases_offencetype;

-- What is drawn for each case, in the order of sentence.
CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT *, day - CASE extract(isodow FROM day) WHEN 6 THEN 1 WHEN 7 THEN 2 ELSE 0 END AS sentenced_on
FROM (
    SELECT current_setting('bench.today')::date - floor(random() * 2922)::int AS day,
           width_bucket(random(), ARRAY[0, .06, .22, .31, .43, .54, .63, .69, .78, .86, .92, .96]::float8[]) AS area,
           (ARRAY['VNS','VNS','VNS','VNS','VNS','VNS','VNS','VNS','VNS','VCS','VCS','VCS','VCS','VCS','VCS','VCS','VCS',
                  'VCS','VCS','DISCRETIONARY'])[1 + floor(random() * 20)::int] AS scheme,
           -ln(1 - random()) AS slow_to_refer, -ln(1 - random()) AS slow_to_contact,
           random() AS early, random() AS no_referral, random() AS no_contact, random() AS stays_open,
           random() AS whose, random() AS which_force, random() AS which_offence, random() AS other
    FROM generate_series(1, current_setting('bench.cases')::int)
) draws
ORDER BY sentenced_on;

-- The stages in working days: early contact is negative, and about one date in a hundred was never recorded.
CREATE TEMP TABLE staged ON COMMIT DROP AS
SELECT row_number() OVER ()::int AS id, d.*, s.ordinal AS sentenced,
       CASE WHEN no_referral >= .008 THEN s.ordinal + floor(slow_to_refer * CASE scheme WHEN 'VNS' THEN 9 ELSE 12 END)::int
       END AS referred,
       s.ordinal + floor(slow_to_refer * CASE scheme WHEN 'VNS' THEN 9 ELSE 12 END)::int
           + CASE WHEN early < .02 THEN -floor(early * 200)::int
                  ELSE floor(slow_to_contact * CASE scheme WHEN 'VNS' THEN 6 ELSE 14 END)::int END AS contacted
FROM drawn d JOIN cases_workingday s ON s.day = d.sentenced_on;

CREATE TEMP TABLE plan ON COMMIT DROP AS
SELECT p.*, a.code AS region, a.prefix, a.unit,
       a.forces[1 + floor(which_force * cardinality(a.forces))::int] AS force,
       a.courts[1 + floor(other * cardinality(a.courts))::int] AS court,
       CASE WHEN scheme = 'VNS' THEN pool.vns[1 + floor(which_offence * cardinality(pool.vns))::int]
            ELSE pool.vcs[1 + floor(which_offence * cardinality(pool.vcs))::int] END AS offence_type,
       r.day AS referred_on,
       CASE WHEN no_contact >= .01 THEN c.day END AS first_contact_on,
       sentenced_on > current_setting('bench.today')::date - 60 OR stays_open < current_setting('bench.still_open')::float8 AS is_open,
       CASE WHEN id % 20 = 0 THEN id - 1 ELSE id END AS offender
FROM staged p
JOIN area a ON a.number = p.area
CROSS JOIN offence_pool pool
LEFT JOIN cases_workingday r
       ON r.ordinal = p.referred AND r.is_working AND r.day <= current_setting('bench.today')::date
LEFT JOIN cases_workingday c
       ON c.ordinal = p.contacted AND c.is_working AND c.day <= current_setting('bench.today')::date;

-- About 200 open cases for each officer, at least one officer in a region; one manager a region; one head of service.
CREATE TEMP TABLE staffing ON COMMIT DROP AS
SELECT region, unit, greatest(1, round(count(*) FILTER (WHERE is_open) / 200.0))::int AS officers,
       sum(greatest(1, round(count(*) FILTER (WHERE is_open) / 200.0))) OVER (ORDER BY region)::int
           - greatest(1, round(count(*) FILTER (WHERE is_open) / 200.0))::int AS before
FROM plan GROUP BY region, unit;

INSERT INTO accounts_user (id, password, email, name, phone, role, organisation_id, is_active, must_change_password)
SELECT 1000 + before + n, '!', format('officer%s@bench.example', before + n), format('Officer %s', before + n),
       '01632 960001', 'VLO', unit, true, false
FROM staffing, generate_series(1, officers) n
UNION ALL
SELECT 100 + row_number() OVER (ORDER BY region), '!', format('manager.%s@bench.example', lower(region)),
       format('Manager %s', region), '01632 960002', 'MANAGER', unit, true, false
FROM staffing;
INSERT INTO accounts_organisation (kind, name) VALUES ('NATIONAL', 'Measuring') ON CONFLICT DO NOTHING;
INSERT INTO accounts_user (id, password, email, name, phone, role, organisation_id, is_active, must_change_password)
SELECT 99, '!', 'head@bench.example', 'Head of service', '', 'HEAD', id, true, false
FROM accounts_organisation WHERE kind = 'NATIONAL' AND name = 'Measuring';

-- Names from parts: 1,600 family names and 48 given names, so that common names repeat.
CREATE TEMP TABLE name_parts ON COMMIT DROP AS
SELECT string_to_array('Ald,Ash,Bar,Beck,Bram,Brier,Cal,Cran,Dal,Den,Dray,Ell,Fair,Fen,Gar,Glen,Hale,Har,Hol,Ing,Jes,'
           || 'Kel,Ken,Lang,Lin,Mar,Mel,Mor,Nor,Oak,Pen,Quin,Rad,Ros,Sel,Stan,Thorn,Tre,Wal,Wes', ',') AS heads,
       string_to_array('bridge,brook,bury,by,cliffe,combe,cott,croft,dale,den,don,field,ford,gate,grave,ham,hurst,land,'
           || 'leigh,ley,low,man,mere,mond,more,ness,rick,ridge,row,shaw,side,stead,ster,thorpe,ton,wade,well,wick,wood,worth',
           ',') AS tails,
       string_to_array('Aaron,Adeel,Alan,Andrew,Ben,Bilal,Callum,Carl,Craig,Daniel,David,Dean,Ethan,Gareth,Hassan,Ian,Jack,'
           || 'Jamal,Jason,Karl,Kyle,Lee,Marek,Owen', ',') AS men,
       string_to_array('Aisha,Alice,Amy,Beth,Carys,Chloe,Dawn,Ella,Emma,Farah,Gemma,Hannah,Isla,Jade,Jo,Karen,Leah,Maria,'
           || 'Megan,Nina,Priya,Rhian,Sara,Zoe', ',') AS women;

INSERT INTO cases_offender (id, reference, first_names, last_name, date_of_birth)
SELECT id, format('OF%s', lpad(id::text, 8, '0')), men[1 + floor(random() * 24)::int],
       heads[1 + floor(random() * 40)::int] || tails[1 + floor(random() * 40)::int], date '1950-01-01' + floor(random() * 20000)::int
FROM plan, name_parts WHERE id = offender;

INSERT INTO cases_conviction (id, offender_id, court_id, court_as_written, sentenced_on)
SELECT id, offender, court, '', sentenced_on FROM plan;

INSERT INTO cases_offence (id, conviction_id, offence_type_id, code, label, committed_on)
SELECT p.id, p.id, t.id, t.cjs_code, CASE WHEN other < .6 THEN t.title ELSE '' END, sentenced_on - 30 - floor(random() * 300)::int
FROM plan p JOIN cases_offencetype t ON t.id = p.offence_type;

INSERT INTO cases_sentence (id, offence_id, sentenced_on, disposal, years, months, weeks, days, remand_days, cause, note,
                            together_years, together_months, together_weeks, together_days)
SELECT id, id, sentenced_on, 'imprisonment', CASE scheme WHEN 'VNS' THEN 0 ELSE 1 + floor(random() * 8)::int END, 0,
       CASE scheme WHEN 'VNS' THEN 8 + floor(random() * 40)::int ELSE 0 END, 0, floor(random() * 60)::int, 'passed', '',
       0, 0, 0, 0
FROM plan;

INSERT INTO cases_case (id, reference, offender_id, conviction_id, region_id, sentenced_on, status, source, opened_at, closed_at)
SELECT id, format('%s-%s-%s', prefix, to_char(sentenced_on, 'YY'), lpad(id::text, 7, '0')), offender, id, region, sentenced_on,
       CASE WHEN is_open THEN 'open' ELSE 'closed' END, 'import', sentenced_on + time '12:00',
       CASE WHEN NOT is_open THEN sentenced_on + 60 + time '12:00' END
FROM plan;

-- Every twenty-fifth case has a second victim.
CREATE TEMP TABLE enrolling ON COMMIT DROP AS
SELECT p.id AS enrolment, 1 AS nth, p.* FROM plan p
UNION ALL
SELECT current_setting('bench.cases')::int + (p.id / 25), 2, p.* FROM plan p WHERE p.id % 25 = 0;

INSERT INTO victims_victim (id, reference, first_names, last_name, name_to_use, letter_name, letter_name_confirmed)
SELECT enrolment, format('V%s', lpad(enrolment::text, 8, '0')), women[1 + floor(random() * 24)::int],
       heads[1 + floor(random() * 40)::int] || tails[1 + floor(random() * 40)::int], '', '', false
FROM enrolling, name_parts;

INSERT INTO victims_safecontact (id, victim_id, preferred_channel, never_withheld_number, text_first, safe_times, who_may_answer,
       words_to_avoid, through_advocate, advocate_kind, advocate_name, advocate_contact, language, interpreter, format, recorded_at)
SELECT enrolment, enrolment, (ARRAY['phone','email','text','letter'])[1 + floor(random() * 4)::int], true, random() < .3,
       CASE WHEN random() < .2 THEN 'After 6 in the evening' ELSE '' END, '', '', false, '', '', '', 'English', false, 'standard',
       sentenced_on + time '12:00'
FROM enrolling;

-- When each clock is due, and for an open case already in contact the next step agreed.
CREATE TEMP TABLE clocked ON COMMIT DROP AS
SELECT e.*, s.before + 1001 + floor(whose * s.officers)::int AS officer_of_region,
       dr.day AS referral_due, dc.day AS contact_due, dw.day AS overall_due,
       CASE WHEN is_open AND first_contact_on IS NOT NULL
            THEN current_setting('bench.today')::date - 5 + floor(random() * 180)::int END AS follow_up_due
FROM enrolling e
JOIN staffing s USING (region)
JOIN cases_workingday dr ON dr.is_working AND dr.ordinal = sentenced + CASE scheme WHEN 'VNS' THEN 5 ELSE 10 END
JOIN cases_workingday dw ON dw.is_working AND dw.ordinal = sentenced + CASE scheme WHEN 'VNS' THEN 15 ELSE 40 END
LEFT JOIN cases_workingday dc ON dc.is_working AND referred_on IS NOT NULL
      AND dc.ordinal = referred + CASE scheme WHEN 'VNS' THEN 10 ELSE 20 END;

INSERT INTO victims_enrolment (id, reference, case_id, victim_id, category, offence_id, region_id, reporting_area, force_id, scheme,
       verdict, verdict_rule, verdict_reasons, recorded_scheme, warnings, sentenced_on, referred_on, first_contact_on, status,
       closed_on, closed_because, referrer_says_urgent, row_fingerprint, officer_id, next_kind, next_due_on, urgent_from, urgent_reason,
       restricted, entry, relation, harmed_name, authority_basis, capacity_note, wish)
SELECT enrolment, format('%s-%s-%s%s', prefix, to_char(sentenced_on, 'YY'), lpad(id::text, 7, '0'), CASE nth WHEN 2 THEN '-2' ELSE '' END),
       id, enrolment, 'adult', id, region, '', force, scheme,
       CASE scheme WHEN 'VNS' THEN 'VNS' WHEN 'VCS' THEN 'STATUTORY_VCS' ELSE 'PROPOSE_DISCRETIONARY' END, 'measuring', '[]', '', '[]',
       sentenced_on, referred_on, first_contact_on, CASE WHEN is_open THEN 'open' ELSE 'closed' END,
       CASE WHEN NOT is_open THEN sentenced_on + 60 END, CASE WHEN is_open THEN '' ELSE 'sentence_ended' END, false, '',
       CASE WHEN is_open AND first_contact_on IS NULL AND sentenced_on > current_setting('bench.today')::date - 14 AND other < .5
            THEN NULL ELSE officer_of_region END,
       CASE WHEN NOT is_open THEN ''
            WHEN first_contact_on IS NOT NULL THEN 'follow_up'
            WHEN referred_on IS NULL THEN CASE WHEN referral_due <= overall_due THEN 'referral' ELSE 'overall' END
            WHEN contact_due <= overall_due THEN 'first_contact' ELSE 'overall' END,
       CASE WHEN is_open THEN coalesce(follow_up_due, CASE WHEN referred_on IS NULL THEN least(referral_due, overall_due)
            ELSE least(contact_due, overall_due) END) END,
       CASE WHEN is_open AND other < .03 THEN current_setting('bench.today')::date - 2 END,
       CASE WHEN is_open AND other < .03 THEN 'release_soon' ELSE '' END,
       false, '', '', '', '', '', ''
FROM clocked;

INSERT INTO victims_enrolment_offences (enrolment_id, offence_id) SELECT id, offence_id FROM victims_enrolment;

INSERT INTO victims_deadline (enrolment_id, kind, limit_code, task, started_on, due_on, met_on, withdrawn_on)
SELECT enrolment, 'referral', CASE scheme WHEN 'VNS' THEN 'T12' ELSE 'T05' END, '', sentenced_on, referral_due, referred_on,
       CASE WHEN NOT is_open AND referred_on IS NULL THEN sentenced_on + 60 END FROM clocked
UNION ALL
SELECT enrolment, 'first_contact', CASE scheme WHEN 'VNS' THEN 'T13' ELSE 'T06' END, '', referred_on, contact_due, first_contact_on,
       CASE WHEN NOT is_open AND first_contact_on IS NULL THEN sentenced_on + 60 END FROM clocked WHERE referred_on IS NOT NULL
UNION ALL
SELECT enrolment, 'overall', CASE scheme WHEN 'VNS' THEN 'T14' ELSE 'T07' END, '', sentenced_on, overall_due, first_contact_on,
       CASE WHEN NOT is_open AND first_contact_on IS NULL THEN sentenced_on + 60 END FROM clocked
UNION ALL
SELECT enrolment, 'follow_up', '', 'Telephone as agreed', first_contact_on, follow_up_due, NULL, NULL
FROM clocked WHERE follow_up_due IS NOT NULL;

INSERT INTO victims_allocation (enrolment_id, officer_id, since, made_by_id, reason)
SELECT id, officer_id, sentenced_on + time '12:00', officer_id, '' FROM victims_enrolment WHERE status = 'open' AND officer_id IS NOT NULL;

INSERT INTO victims_contactentry (enrolment_id, happened_on, channel, outcome, reached, explained, they_asked, already_knew,
       already_knew_from, note, recorded_by_id, recorded_at)
SELECT id, first_contact_on, 'phone', 'spoke', true, '[]', '', '', '', '', officer_id, first_contact_on + time '12:00'
FROM victims_enrolment WHERE status = 'open' AND first_contact_on IS NOT NULL;

-- Triggers stood aside, so the timers of clocks are made here; without statistics of what is new that would take for ever.
ANALYZE victims_deadline, victims_enrolment;
SELECT notifications_plan_timers(array_agg(id)) FROM victims_enrolment WHERE status = 'open';

-- Later rows written by the product take the next numbers.
DO $$
DECLARE named record;
BEGIN
    FOR named IN SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relname IN (
        'cases_offender', 'cases_conviction', 'cases_offence', 'cases_sentence', 'cases_case', 'victims_victim',
        'victims_safecontact', 'victims_enrolment', 'accounts_user')
    LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), (SELECT max(id) FROM %I))', named.name, named.name);
    END LOOP;
END $$;
