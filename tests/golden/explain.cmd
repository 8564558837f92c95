awk 'BEGIN { print "id,date,text"
  for (i = 1; i <= 60; i++) printf "%d,2023-04-%02d,\"Acme%d | %s | Berlin, Germany | REMOTE\nWe use Kafka%s and pay number %d well enough for anybody.\"\n",
    700 + i, i % 28 + 1, i, i % 2 ? "Senior Backend Engineer" : "Data Engineer", i % 5 ? "" : ", PostgreSQL, Rust", i }' >"$TMP/own.csv"
"$S" import --store "$TMP/explain.db" --group own --plugin postings_hn "$TMP/own.csv" >/dev/null
"$S" explain --store "$TMP/explain.db" rust --group own --limit 3
"$S" explain --store "$TMP/explain.db" rust --group own --role data-engineer --limit 2 --format json
echo "# more" >>"$TMP/own.csv"
"$S" explain --store "$TMP/explain.db" kafka --group own --region germany --limit 1 2>&1 | sed "s|$TMP|HOME|; s/hash [0-9a-f]*, now [0-9a-f]*/hash/" | tail -n 12
