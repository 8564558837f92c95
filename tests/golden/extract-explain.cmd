printf 'Our go-to-market team: Kafka on Google Cloud (github.com/kafka).\nNo Java, R&D or SWIFT; must have Python\n' >"$TMP/lines.txt"
"$S" extract --explain "$TMP/lines.txt"
"$S" extract --explain --format json "$TMP/lines.txt" | head -c 700
