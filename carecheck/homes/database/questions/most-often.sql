-- What is wrong most often, and in how many homes? It is the worst light of a check in a home, as on the page of all homes.
WITH
  to_fix AS (SELECT * FROM 'map.parquet' WHERE light IN ('red', 'amber')),
  actions AS (SELECT light, check_id, action, count(*) AS times FROM to_fix GROUP BY ALL),
  commonest AS (SELECT light, check_id, arg_min(action, {less: -times, text: action}) AS action FROM actions GROUP BY ALL)
SELECT
  light,
  coalesce(nullif(any_value(commonest.action), ''), arg_min(to_fix.name, home_number)) AS action,
  arg_min_null(who, home_number) AS who,
  count(*) AS homes,
  CASE WHEN bool_and(on_computers) THEN sum(subjects)::BIGINT END AS computers,
  check_id
FROM to_fix JOIN commonest USING (light, check_id)
GROUP BY light, check_id
ORDER BY light = 'amber', homes DESC, coalesce(computers, 0) DESC, check_id
