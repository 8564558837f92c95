$S explain rust --month 2025-01; echo $? >&2; $S explain kubernetes --month 2030-01; echo $? >&2; $S explain "AI agents" --month 2022-04; echo $? >&2
$S explain rust --limit 0; echo $? >&2
printf 'id,date,text\n1,2026-10-03,"Acme | Rust developer | Berlin"\n' >"$TMP/own.csv"
$S import --quiet --store "$TMP/own.db" --plugin postings_hn --group own "$TMP/own.csv" >"$TMP/said" || cat "$TMP/said"
$S explain rust --store "$TMP/own.db" --group own
