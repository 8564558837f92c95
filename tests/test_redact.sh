#!/bin/sh
# What a redacted report must not tell, in any format; and that the whole one tells it, so that the search is no empty one.
: "${BUILD:=build}"
S=$PWD/$BUILD/skillgap
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
mkdir "$home/annedoe"
export SKILLGAP_HOME="$home/data" SOURCE_DATE_EPOCH=1795219200
failed=0
sed 's/"Invented example; no such person exists."/"Me at Secretcorp"/; s/140000/141414/; s/"skills": \[/&{"name": "Terraform"}, /' datasets/example/profile.json >"$home/annedoe/me.json" && chmod 600 "$home/annedoe/me.json"
sed 's/"note": "[^"]*"/"note": "Of Hushcorp"/; s/Example Analytics (invented)/Hushcorp/; s/165000/167676/; s/152000/153535/' \
    datasets/example/offer.json >"$home/offer.json"
printf 'id,date,title,description,company\n1,2026-03-01,Data engineer,"Python and SQL",Quietcorp\n' >"$home/quietcorp.csv"
"$S" -q import --plugin postings_template "$home/quietcorp.csv" >/dev/null 2>&1
secret='annedoe|Secretcorp|Hushcorp|[Qq]uietcorp|Sam Example|Freight|141[, .]?414|167[, .]?676|153[, .]?535'
for format in text json html markdown csv; do
    "$S" report --profile "$home/annedoe/me.json" --offer "$home/offer.json" --format $format >"$home/whole" || failed=1
    "$S" report --profile "$home/annedoe/me.json" --offer "$home/offer.json" --format $format --redact >"$home/redacted" || failed=1
    if grep -qE '141[, .]?414' "$home/whole" && ! grep -E "$secret" "$home/redacted"; then
        echo "ok $format tells no name, employer or pay"
    else
        failed=1
        echo "not ok $format"
    fi
done
exit $failed
