# ways that are worth the same: nothing turns that round, and anything decides it
$S decide --now 150k --offer 150k
# what was not given of the growth of pay is said to be assumed, with an offer's file too
cat >"$TMP/offer.yaml" <<'END'
pay: {amount: 150000, currency: USD}
stay: {growth: 0}
END
$S decide --now "USD 140k" --offer "$TMP/offer.yaml" | sed -n '/Assumed/,/Amounts/p'
$S decide --now "USD 140k" --offer "$TMP/offer.yaml" --offer-growth 2% | sed -n '/Assumed/,/Amounts/p'
$S -q report --profile datasets/example/profile.json --offer "$TMP/offer.yaml" | sed -n '/Assumed/,/Amounts/p'
# amounts that no one weighs against each other
$S decide --now 142 --offer 150k
$S decide --now "USD 140" --offer "$TMP/offer.yaml"
sed 's/150000/150/' "$TMP/offer.yaml" >"$TMP/small.yaml"
$S -q report --profile datasets/example/profile.json --offer "$TMP/small.yaml"
# a nought that was given stands beside dated figures
$S decide --now 140k --offer 150k --typical --growth 0% | sed -n '/Assumed/,/Amounts/p'
