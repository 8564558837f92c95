# "?" is answered at every question, and examples that are told are answers that are taken; no line is over 80 columns
printf '%s\n' '?' 'senior data scientist' '?' lead '?' US/austin '?' 'mid data engineer' '?' '85 USD an hour' '?' \
    'Go: advanced, Kubernetes: beginner' '' '?' 2.5 '?' '2 years' | $S profile new --output "$TMP/asked.json"
echo "exit $?" >&2
grep -E '"(period|goalDate|region|hoursPerWeek)"' "$TMP/asked.json"
