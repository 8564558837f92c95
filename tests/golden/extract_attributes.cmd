printf 'Senior remote engineer, full-time' >"$TMP/line.txt"
"$S" extract --attributes --output "$TMP/found.tsv" "$TMP/line.txt" && cut -f 1-4 "$TMP/found.tsv"
