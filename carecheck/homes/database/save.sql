-- The tables that are saved, in the folder `out`. Where `hide` is set nothing in them tells which home it is: homes, groups and
-- what is in a home have numbers, in the order of the page of all homes; reports have theirs by time.

CREATE TABLE shown_home AS
WITH grouped AS (SELECT *, min(number) OVER (PARTITION BY home_group) AS first_of_group FROM home)
SELECT
  home AS id, home_no, number,
  CASE WHEN getvariable('hide') THEN 'home-' || number ELSE home END AS home,
  CASE WHEN getvariable('hide') THEN 'Home ' || number ELSE home_name END AS home_name,
  CASE
    WHEN NOT getvariable('hide') THEN home_group
    WHEN home_group IS NOT NULL THEN 'Group ' || dense_rank() OVER (ORDER BY home_group IS NULL, first_of_group)
  END AS home_group
FROM grouped;

CREATE TABLE shown_subject AS
WITH numbered AS (
  SELECT *, row_number() OVER (PARTITION BY home_no, about.kind ORDER BY subject) AS nth FROM subject
)
SELECT
  subject_no, home_no, shown_home.number, shown_home.home, home_name, home_group,
  CASE WHEN getvariable('hide') THEN about.kind || '-' || nth ELSE subject END AS subject,
  about.kind AS kind,
  CASE WHEN getvariable('hide') THEN upper(about.kind[1]) || about.kind[2:] || ' ' || nth ELSE about.label END AS label,
  about.system AS system, last_seen, seen_this_time
FROM numbered JOIN shown_home USING (home_no);

COPY (
  SELECT shown.home, shown.home_name, shown.home_group, home.* EXCLUDE (home_no, home, home_name, home_group, number)
  FROM home JOIN shown_home AS shown ON shown.id = home.home ORDER BY shown.number
) TO (getvariable('out') || '/homes.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    home, home_name, home_group, check_id, cell.light, subjects, on_computers, name, action, who, number AS home_number
  FROM cell JOIN shown_home USING (home_no) JOIN verdict USING (verdict)
  ORDER BY number, check_id
) TO (getvariable('out') || '/map.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT home, home_name, home_group, subject, kind, label, system, last_seen, seen_this_time
  FROM shown_subject ORDER BY number, kind, subject_no
) TO (getvariable('out') || '/subjects.parquet') (FORMAT parquet, COMPRESSION zstd);

-- `newest`: whether this is the result that counts for its check and subject.
COPY (
  SELECT
    shown.home, shown.home_name, shown.home_group, subject, kind, label, check_id, light, code, reason, name, action, who, first_seen,
    accepted_until, report.day, report.started_at, report.place AS report, result.visit,
    newest.report IS NOT NULL AS newest
  FROM result
  JOIN shown_subject AS shown USING (subject_no)
  JOIN verdict USING (verdict)
  JOIN report USING (report)
  LEFT JOIN newest
    ON newest.subject_no = result.subject_no AND newest.check_no = result.check_no AND newest.report = result.report
    AND newest.visit = 1
) TO (getvariable('out') || '/results.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    shown.home, shown.home_name, shown.home_group, subject, kind, label, check_id, was, now, change, old.day AS before, report.day, name
  FROM change
  JOIN shown_subject AS shown USING (subject_no)
  JOIN verdict USING (verdict)
  JOIN report USING (report)
  JOIN report AS old ON old.report = change.old_report
  WHERE change IS NOT NULL ORDER BY shown.number, check_id, subject_no
) TO (getvariable('out') || '/changes.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    shown.home, shown.home_name, shown.home_group, place AS report, day, started_at, visit, version AS carecheck,
    CASE WHEN NOT getvariable('hide') THEN file END AS file,
    CASE WHEN NOT getvariable('hide') THEN report_id END AS report_id
  FROM report JOIN shown_home AS shown USING (home_no) ORDER BY place
) TO (getvariable('out') || '/reports.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    shown.home, shown.home_name, shown.home_group, day, reason,
    CASE
      WHEN getvariable('hide') THEN 'Computer ' || row_number() OVER (PARTITION BY missed.home ORDER BY day, reason, computer)
      ELSE computer
    END AS computer
  FROM missed JOIN shown_home AS shown ON shown.id = missed.home ORDER BY shown.number, day, reason, missed.computer
) TO (getvariable('out') || '/missed.parquet') (FORMAT parquet, COMPRESSION zstd);
