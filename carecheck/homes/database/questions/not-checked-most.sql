-- Of which computers do we know least? The commonest reason tells what would help.
WITH reasons AS (
  SELECT home, subject, reason, count(*) AS times FROM 'results.parquet' WHERE newest AND light = 'unknown' GROUP BY ALL
)
SELECT
  home, home_name, home_group, label AS computer,
  count(*) FILTER (light = 'unknown') AS not_checked,
  count(*) FILTER (light <> 'not_needed') AS of_checks,
  (
    SELECT arg_min(reason, {less: -times, text: reason}) FROM reasons
    WHERE reasons.home = result.home AND reasons.subject = result.subject
  ) AS commonest_reason
FROM 'results.parquet' AS result
WHERE kind = 'computer' AND newest
GROUP BY home, home_name, home_group, subject, computer
HAVING not_checked > 0
ORDER BY not_checked DESC, of_checks, home, computer
LIMIT 1000
