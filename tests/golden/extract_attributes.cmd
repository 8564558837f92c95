printf 'Senior remote engineer, full-time: Python, and communication skills' >"$TMP/line.txt"
"$S" extract --attributes --output "$TMP/found.tsv" "$TMP/line.txt" && cut -f 1-4 "$TMP/found.tsv"
"$S" extract --soft "$TMP/line.txt"
"$S" extract --all "$TMP/line.txt" | cut -f 4
"$S" extract --help | sed -n '/^Options$/,/^Options of every/p'
