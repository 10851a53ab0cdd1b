-- How does each check come out? The worst light of each home, and of how many homes we know nothing about it.
SELECT
  check_id,
  arg_min(name, home_number) AS name,
  count(*) FILTER (light = 'red') AS fix_now,
  count(*) FILTER (light = 'amber') AS fix_soon,
  count(*) FILTER (light = 'unknown') AS not_checked,
  count(*) FILTER (light = 'green') AS ok,
  count(*) FILTER (light = 'not_needed') AS not_needed,
  (SELECT count(*) FROM 'homes.parquet') - count(*) AS not_asked
FROM 'map.parquet'
GROUP BY check_id
ORDER BY fix_now DESC, fix_soon DESC, check_id
