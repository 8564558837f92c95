# Two boards of one group, of which one comes later; openings posted again, as they were and with other words; bad rows.
cat >"$TMP/board.awk" <<'AWK'
function word(n) { n = n * 104729 % 456979; return sprintf("%c%c%c%c", 97 + n % 26, 97 + int(n / 26) % 26, 97 + int(n / 676) % 26, 97 + int(n / 17576) % 26) }
function text(i, j, words) { words = ""; for (j = 0; j < 50; j++) words = words " " word(i * 60 + j); return words }
BEGIN {
  print "id,date,text"
  for (m = first; m < 18; m++) for (i = 0; i < 60; i++) { # twelve openings stay: six as they are, six in a few other words
    at = i < 12 ? i : 100 * m + i
    printf "%d,20%02d-%02d-%02d,\"%s%d | Data Engineer | Berlin, Germany | REMOTE\n%s%s %s.\"\n", first * 10000 + 100 * m + i, 22 + int(m / 12), m % 12 + 1, i % 28 + 1,
      firm, at, i % 10 < go ? "Go and Kafka." : "Python and Kafka.", text(first * 100000 + at), i < 6 ? "" : word(m) " " word(m + 50) }
  if (!first) for (i = 0; i < 3; i++) print 20000 + i ",2022-13-01,Firm | Engineer"
}
AWK
awk -v first=0 -v go=2 -v firm=Firm -f "$TMP/board.awk" >"$TMP/first.csv"
awk -v first=12 -v go=8 -v firm=House -f "$TMP/board.awk" >"$TMP/second.csv"
for name in first second; do "$S" import --store "$TMP/check.db" --group own --plugin postings_hn "$TMP/$name.csv" >/dev/null; done
"$S" data check --store "$TMP/check.db" | grep -E '^(──|[A-Z][a-z ]+$|Group|Source|own|first.csv|second.csv)|first row'
"$S" explain --store "$TMP/check.db" --group own --month 2023-02 --limit 1 Go | sed -n '/^Postings that/,/^Share/p;/This month/,/^$/p'
