-- Which homes were not seen for 90 days, or never? What stands in the other tables about them is old.
SELECT home, home_name, home_group, day AS last_seen, current_date - day AS days, computers, missed AS could_not_be_checked
FROM 'homes.parquet'
WHERE day IS NULL OR current_date - day > 90
ORDER BY day NULLS FIRST, home
