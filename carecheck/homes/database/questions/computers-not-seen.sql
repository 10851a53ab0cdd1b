-- Which computers did the newest visit to their home not see? They may be gone, or nobody looked.
SELECT home, home_name, home_group, label AS computer, last_seen, current_date - last_seen AS days
FROM 'subjects.parquet'
WHERE kind = 'computer' AND NOT seen_this_time
ORDER BY last_seen, home, computer
