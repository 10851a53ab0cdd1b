-- What got better since the visit before, and what did not? What is no longer checked is not better, and stands apart.
SELECT
  check_id,
  any_value(name ORDER BY name) AS name,
  count(*) FILTER (change = 'fixed') AS fixed,
  count(*) FILTER (change = 'better') AS better,
  count(*) FILTER (change = 'still') AS still_to_fix,
  count(*) FILTER (change = 'worse') AS worse,
  count(*) FILTER (change = 'new') AS new,
  count(*) FILTER (change = 'not_checked_now') AS no_longer_checked,
  count(*) FILTER (change = 'check_changed') AS judged_by_other_rules
FROM 'changes.parquet'
GROUP BY check_id
ORDER BY fixed DESC, better DESC, check_id
