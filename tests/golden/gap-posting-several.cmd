# several ads in one file: the first is read, and said; years of experience by skill, each with its line
shown() { awk '/^In its words/ { exit } /^[─ ]+$/ && /─  ─/ { next } /%/ { print $1, $2, $3, $4, $NF; next } /  Shares:/ { skip = 3 } skip-- > 0 { next } { gsub(/  +/, "  "); print }'; }
printf 'skills: [{name: Go}, {name: Kubernetes, x-skillgap: {level: 4}}]\n' > "$TMP/me.yaml"; chmod 600 "$TMP/me.yaml"
$S gap --posting tests/data/ads.txt --profile "$TMP/me.yaml" | shown
$S gap --posting tests/data/ads.txt --ad 2 | sed -n 3,14p
$S gap --posting tests/data/ads.txt --ad 3 --format json | grep -c '"read here"'
$S gap --posting tests/data/ads.txt --ad 4
$S gap --posting tests/data/ad.txt --ad 2
$S gap --role data-engineer --ad 2
