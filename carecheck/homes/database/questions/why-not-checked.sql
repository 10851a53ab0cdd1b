-- What could not be checked, and why? On how many computers or other things, and in how many homes.
SELECT check_id, reason, count(*) AS times, count(DISTINCT home) AS homes
FROM 'results.parquet'
WHERE newest AND light = 'unknown'
GROUP BY check_id, reason
ORDER BY times DESC, check_id, reason
