printf 'Our go-to-market team: Kafka on Google Cloud (github.com/kafka).\nNo Java, R&D or SWIFT; must have Python\n' >"$TMP/lines.txt"
"$S" extract --explain "$TMP/lines.txt"
"$S" extract --explain --format json "$TMP/lines.txt" | head -c 700
# Between words of a name much may stand that is no text: its start is shown.
printf 'machine<!-- %070000d --> learning\n' 0 | "$S" extract --explain --format json - | grep -o '"text": "machine.*"skill"' | cut -c1-260
