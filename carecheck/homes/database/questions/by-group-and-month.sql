-- Which checks fail most, by group and month? Of each month the last result counts; only homes that could be checked count.
WITH
  last AS (
    SELECT
      home, home_group, date_trunc('month', day)::DATE AS month, check_id, subject, arg_max(light, started_at) AS light
    FROM 'results.parquet'
    GROUP BY ALL
  ),
  of_home AS (
    SELECT home, home_group, month, check_id, bool_or(light = 'red') AS fails
    FROM last WHERE light IN ('red', 'amber', 'green')
    GROUP BY ALL
  )
SELECT
  home_group,
  month,
  check_id,
  count(*) FILTER (fails) AS homes_to_fix_now,
  count(*) AS homes_checked,
  round(100.0 * homes_to_fix_now / homes_checked, 1) AS percent
FROM of_home
GROUP BY home_group, month, check_id
QUALIFY row_number() OVER (PARTITION BY home_group, month ORDER BY percent DESC, homes_checked DESC, check_id) <= 5
ORDER BY home_group NULLS LAST, month, percent DESC, homes_checked DESC, check_id
