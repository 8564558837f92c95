# what the help shows as the form of a file is read as one
$S profile --help | sed -n '/^  skills:/,/goalDate/s/^  //p' >"$TMP/me.yaml"
chmod 600 "$TMP/me.yaml"
$S profile check "$TMP/me.yaml" | sed "s|$TMP|HOME|"
$S decide --help | sed -n '/^  name:/,/discount: /s/^  //p' >"$TMP/offer.yaml"
$S decide --now "USD 140k" --offer "$TMP/offer.yaml" | head -n 5
