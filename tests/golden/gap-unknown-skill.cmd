# A name in the profile that is no skill does not stop the gap; it is told, with what the postings know of it.
printf '{"skills":[{"name":"Kubernets"},{"name":"Python"}],"x-skillgap":{"target":{"role":"data-engineer"}}}' >"$TMP/me.json"
chmod 600 "$TMP/me.json"
$S gap --profile "$TMP/me.json" | grep -A3 'Not known'
$S gap --profile "$TMP/me.json" 2>/dev/null | grep -c 'Blind spots: of 100'
$S profile check "$TMP/me.json" | grep -A3 'Not known'
