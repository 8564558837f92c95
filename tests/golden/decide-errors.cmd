cat >"$TMP/offer.json" <<'END'
{"pay": {"amount": 165000, "currency": "USD"}, "foo": 1, "chance": "often"}
END
for offer in "$TMP/offer.json" nowhere.json 0 abc "XYZ 90k"; do $S decide --now "USD 140k" --offer "$offer"; echo "exit $?" >&2; done
$S decide --now 0 --offer 10k; echo "exit $?" >&2
$S decide --now "82.000 €" --offer €90k | head -n 4
