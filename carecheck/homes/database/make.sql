-- From the lines of all reports to tables. Names of files and folders come as variables, never as SQL: reports, verdicts, seen,
-- missed (lists of files), visit (how long a visit may take), only_made_up, no_home, tomorrow (what is
-- dated later is dated ahead). Large tables hold numbers only.

CREATE TYPE light AS ENUM ('red', 'amber', 'unknown', 'green', 'not_needed');  -- the most urgent first

-- Reports that count. The newest visit of a home is 1, the one before is 2; older ones have none.
CREATE TABLE report AS
WITH
  dated AS (
    SELECT *, started_at > getvariable('tomorrow') AS ahead
    FROM read_json(
      getvariable('reports'), format = 'newline_delimited', compression = 'none',
      columns = {
        report: 'INTEGER', file: 'VARCHAR', report_id: 'VARCHAR', version: 'VARCHAR', started_at: 'TIMESTAMP', day: 'DATE',
        home: 'VARCHAR', home_name: 'VARCHAR', home_group: 'VARCHAR', made_up: 'BOOLEAN'
      })
    WHERE made_up = getvariable('only_made_up')
  ),
  placed AS (  -- what is dated ahead is with the oldest
    SELECT
      * EXCLUDE made_up, dense_rank() OVER (ORDER BY home) AS home_no,
      CASE WHEN ahead THEN coalesce(min(started_at) FILTER (NOT ahead) OVER (PARTITION BY home), started_at)
        ELSE started_at END AS counts_at
    FROM dated
  ),
  counted AS (SELECT *, max(counts_at) OVER (PARTITION BY home) AS newest FROM placed),
  before AS (
    SELECT home_no, max(counts_at) AS newest_before FROM counted WHERE newest - counts_at > getvariable('visit')
    GROUP BY home_no
  )
SELECT
  counted.* EXCLUDE (ahead, counts_at, newest),
  CASE
    WHEN newest - counts_at <= getvariable('visit') THEN 1
    WHEN newest_before - counts_at <= getvariable('visit') THEN 2
  END AS visit,
  row_number() OVER (ORDER BY NOT ahead, started_at, report_id, report) AS place  -- of two results, that with the higher one counts
FROM counted LEFT JOIN before USING (home_no);

-- What results have in common with others: the check, the light and the words.
CREATE TABLE verdict AS
SELECT *, dense_rank() OVER (ORDER BY check_id) AS check_no
FROM read_json(
  getvariable('verdicts'), format = 'newline_delimited', compression = 'none',
  columns = {
    verdict: 'BIGINT', check_id: 'VARCHAR', light: 'light', code: 'VARCHAR', version: 'INTEGER', limits: 'VARCHAR',
    reason: 'VARCHAR', name: 'VARCHAR', action: 'VARCHAR', who: 'VARCHAR', first_seen: 'DATE', accepted_until: 'DATE'
  });

-- What each report looked at, with the verdicts on it.
CREATE TABLE seen AS
SELECT line.* EXCLUDE report, report.report, home_no, visit, place, day, dense_rank() OVER (ORDER BY home_no, subject) AS subject_no
FROM read_json(
  getvariable('seen'), format = 'newline_delimited', compression = 'none',
  columns = {
    report: 'INTEGER', subject: 'VARCHAR', kind: 'VARCHAR', label: 'VARCHAR', system: 'VARCHAR', verdicts: 'BIGINT[]'
  }) AS line
JOIN report USING (report);

-- Everything that was ever looked at, as its newest report has it.
CREATE TABLE subject AS
SELECT
  home_no, subject_no, any_value(subject) AS subject, arg_max({kind: kind, label: label, system: system}, place) AS about,
  max(day) AS last_seen, bool_or(visit IS NOT DISTINCT FROM 1) AS seen_this_time
FROM seen GROUP BY ALL;

CREATE TABLE result AS
SELECT report, visit, place, home_no, subject_no, check_no, verdict
FROM (SELECT report, visit, place, home_no, subject_no, unnest(verdicts) AS verdict FROM seen)
JOIN verdict USING (verdict);

-- The newest result of each check and subject, at each of the last two visits.
CREATE TABLE newest AS
SELECT home_no, visit, subject_no, check_no, arg_max(verdict, place) AS verdict, arg_max(report, place) AS report
FROM result WHERE visit IS NOT NULL GROUP BY ALL;

CREATE TABLE missed AS
SELECT * FROM read_json(
  getvariable('missed'), format = 'newline_delimited', compression = 'none',
  columns = {computer: 'VARCHAR', home: 'VARCHAR', home_name: 'VARCHAR', day: 'DATE', reason: 'VARCHAR'});
