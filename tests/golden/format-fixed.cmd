printf "series,month,value\n" >"$TMP/a.csv"
$S forecast --format json "$TMP/a.csv"; echo $? >&2; echo Go | $S extract --format json
