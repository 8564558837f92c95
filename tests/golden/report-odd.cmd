# what a profile leaves out or states oddly is not told of as if it were there
p=datasets/example/profile.json; o=datasets/example/offer.json
told() { (umask 077; cat >"$TMP/odd.json"); $S -q report --profile "$TMP/odd.json" --offer "${1:-$o}" | awk -v want="$2" '/^$/ { on = 0 } /^[A-Z]/ { on = index($0, want "  ") == 1 } on'; }
echo "--- no skills"
sed '/"skills"/,/^  \],/d' $p | told "" You
echo "--- paid by the hour"
sed 's/"amount": 140000, "currency": "USD", "period": "year"/"amount": 70, "currency": "USD", "period": "hour"/' $p | told "" "Stay or go"
$S decide --profile "$TMP/odd.json" --offer $o
echo "--- an offer far above"
sed 's/"amount": 165000/"amount": 900000/; /"internal"/,/^  },/d' $o >"$TMP/far.json"
told "$TMP/far.json" "Stay or go" <$p | grep -o "[^.]*\.$"
echo "--- an offer of what is paid now"
cat >"$TMP/same.json" <<'OFFER'
{"role": "backend-engineer", "region": "US/austin", "pay": {"amount": 140000, "currency": "USD", "period": "year"}, "growth": 0.03, "stay": {"growth": 0.03}}
OFFER
told "$TMP/same.json" "Stay or go" <$p
echo "--- a country whose name has brackets"
sed 's,"level": "senior"\, "region": "US/austin","level": "senior"\, "region": "GE",' $p | told "" Pay | head -n 3
$S -q report --profile "$TMP/odd.json" --format html | grep -o "<b>Georgia.*" | sed "s:</b>.*::; s:<[^>]*>::g"
