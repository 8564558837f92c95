printf '{"skills": [{"name": "Pythn"}, {"name": "x", "keywords": ["Kubernets"]}], "x-skillgap": {"target": {"role": "backend enginer"}, "hours": 3}}' >"$TMP/bad.json"
$S profile check "$TMP/bad.json"
echo "exit $?"
$S gap --profile "$TMP/bad.json"
