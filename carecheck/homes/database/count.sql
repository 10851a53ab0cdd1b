-- What the page of all homes shows: the worst light of each check in each home, what has changed, and the homes.

-- What a light says comes from the first subject with that light.
CREATE TABLE cell AS
WITH
  lit AS (
    SELECT newest.home_no, newest.check_no, light, subject, newest.verdict, about.kind = 'computer' AS on_computer
    FROM newest JOIN verdict USING (verdict) JOIN subject USING (subject_no)
    WHERE visit = 1
  ),
  counted AS (
    SELECT
      home_no, check_no, light, count(*) AS subjects, arg_min(verdict, subject) AS verdict,
      arg_min(on_computer, subject) AS on_computers
    FROM lit GROUP BY ALL
  )
SELECT * FROM counted
QUALIFY row_number() OVER (PARTITION BY home_no, check_no ORDER BY light) = 1;

-- What differs between the last two visits. What was judged by other rules then is told apart.
CREATE TABLE change AS
SELECT
  now.home_no, now.subject_no, now.verdict, said.light AS was, says.light AS now, old.report AS old_report, now.report,
  CASE
    WHEN said.version <> says.version OR said.limits <> says.limits THEN 'check_changed'  -- undecided where one has no rule
    WHEN said.light = says.light AND says.light NOT IN ('red', 'amber') THEN NULL
    WHEN says.light = 'unknown' THEN 'not_checked_now'
    WHEN says.light = 'not_needed' THEN 'not_needed_now'
    WHEN said.light = 'unknown' THEN 'now_checked'
    WHEN said.light = 'not_needed' THEN CASE WHEN says.light IN ('red', 'amber') THEN 'now_checked' END
    WHEN said.light IN ('red', 'amber') AND says.light = 'green' THEN 'fixed'
    WHEN said.light = 'green' AND says.light IN ('red', 'amber') THEN 'new'
    WHEN said.light = 'amber' AND says.light = 'red' THEN 'worse'
    WHEN said.light = 'red' AND says.light = 'amber' THEN 'better'
    ELSE 'still'
  END AS change
FROM newest AS now
JOIN newest AS old USING (subject_no, check_no)
JOIN verdict AS says ON says.verdict = now.verdict
JOIN verdict AS said ON said.verdict = old.verdict
WHERE now.visit = 1 AND old.visit = 2;

-- Homes, numbered in the order of the page of all homes: those with the most to fix now first.
CREATE TABLE home AS
WITH
  visited AS (
    SELECT
      home_no, any_value(home) AS home, arg_max_null(home_name, place) AS home_name,
      arg_max_null(home_group, place) AS home_group, arg_max(day, place) AS day,
      arg_max(day, place) FILTER (visit = 2) AS before, count(*) AS reports
    FROM report GROUP BY home_no
  ),
  not_visited AS (
    SELECT home, arg_min(home_name, {day: day, reason: reason, computer: computer}) AS home_name
    FROM missed ANTI JOIN visited USING (home) GROUP BY home
  ),
  everywhere AS (
    SELECT * REPLACE (coalesce(nullif(home_name, ''), getvariable('no_home')) AS home_name)
    FROM (SELECT * FROM visited UNION ALL BY NAME SELECT * FROM not_visited)
  ),
  computers AS (
    SELECT home_no, count(*) AS computers FROM subject WHERE about.kind = 'computer' AND seen_this_time GROUP BY home_no
  ),
  lights AS (
    SELECT
      home_no, count(*) FILTER (light = 'red') AS red, count(*) FILTER (light = 'amber') AS amber,
      count(*) FILTER (light = 'unknown') AS unknown, count(*) FILTER (light = 'green') AS green,
      count(*) FILTER (light = 'not_needed') AS not_needed
    FROM cell GROUP BY home_no
  ),
  changes AS (
    SELECT
      home_no, count(*) FILTER (change = 'fixed') AS fixed, count(*) FILTER (change = 'better') AS better,
      count(*) FILTER (change = 'new') AS new, count(*) FILTER (change = 'worse') AS worse
    FROM change GROUP BY home_no
  ),
  could_not AS (SELECT home, count(*) AS missed FROM missed GROUP BY home)
SELECT
  home_no, home, home_name, home_group, day, before, coalesce(reports, 0) AS reports, coalesce(computers, 0) AS computers,
  coalesce(missed, 0) AS missed, red, amber, unknown, green, not_needed, fixed, better, new, worse,
  row_number() OVER (ORDER BY coalesce(red, 0) DESC, coalesce(amber, 0) DESC, home_name, home) AS number
FROM everywhere
LEFT JOIN computers USING (home_no) LEFT JOIN lights USING (home_no) LEFT JOIN changes USING (home_no)
LEFT JOIN could_not USING (home);
