# an amount without a currency is taken in that of the rest, and that is said; not where the profile says otherwise
printf 'skills: []\nx-skillgap: {current: {pay: {amount: 120000, currency: USD}}}\n' > "$TMP/usd.yaml"; chmod 600 "$TMP/usd.yaml"
said() { "$S" decide "$@" | awk '/No currency/ { on = 1 } /^  Amounts/ { on = 0 } on'; }
said --offer "EUR 150k" --now 140k
said --offer 150k --now "EUR 140k" --forfeit 3k --cost 2k
said --offer "USD 150k" --now 140k --profile "$TMP/usd.yaml"
said --offer 150k --profile "$TMP/usd.yaml"
said --offer datasets/example/offer.json --now 140k
said --offer 150k --now 140k
said --offer "EUR 150k" --now "EUR 140k"
"$S" decide --offer "EUR 150k" --now 140k --profile "$TMP/usd.yaml"
"$S" decide --offer "EUR 150k" --now "EUR 140k" --profile "$TMP/usd.yaml" | head -n 3
"$S" decide --offer "EUR 150k" --now 140k --profile nowhere.yaml
