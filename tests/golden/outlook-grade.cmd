SKILLGAP_HOME=$TMP/graded; export SKILLGAP_HOME
for month in 1466000000 1497500000; do SOURCE_DATE_EPOCH=$month $S outlook --top 1 >/dev/null; done; $S outlook --as-of 2015-06 >/dev/null
COLUMNS=200 $S outlook --grade | sed "s|$TMP|TMP|" | sed -n "1,/^Group/p"; $S outlook --grade --as-of 2017-12 | sed -n '/^Forecasts kept/,/^The next/p'
$S outlook --grade --format json | grep -oE '"(id|schema|key)": *"[a-zA-Z0-9_./:,% -]*"' | tr -d ' ' | tr '\n' ' '
$S skill react | sed -n '/^What past/,/──.* ──/p'
