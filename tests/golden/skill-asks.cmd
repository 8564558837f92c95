printf 'id,date,title,company,location,salary,description\n1,2024-01-05,Backend engineer,Acme,Berlin,,"We require Kafka. Python is a plus."\n2,2024-01-06,Backend engineer,Bolt,Berlin,,"Nice to have: Kafka. You must have Python."\n3,2024-01-07,Data engineer,Core,Berlin,,"No Kafka, but you have to know Python."\n' >"$TMP/asks.csv"
"$S" import --plugin postings_template --store "$TMP/asks.db" "$TMP/asks.csv" >/dev/null 2>&1
"$S" skill kafka --store "$TMP/asks.db" | sed -n '/How the postings/,$p'
