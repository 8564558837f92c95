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
# enough of one role in one place to tell what they pay, under a name of one's own; and a table of pay
awk 'BEGIN { print "id,site,job_url,title,company,location,date_posted,interval,min_amount,max_amount,currency,description"; for (i = 0; i < 40; i++) printf "in-%d,indeed,https://x/%d,Senior Backend Engineer,Quietcorp %d,\"Austin, TX, US\",2026-0%d-02,yearly,%d,%d,USD,\"Python and number %d of ours.\"\n", i, i, i, 1 + i % 9, 120000 + 1000 * i, 140000 + 1000 * i, i }' >"$home/jobs.csv"
"$S" -q import --group quietcorp-jobs "$home/jobs.csv" >/dev/null || failed=1
cat >"$home/pay.csv" <<'END'
source,kind,scheme,occupation,title,role,level,region,date,component,period,currency,n,n_kind,licence,note,p10,p25,p50,p75,p90,mean
Quietcorp levels,survey,own,,Quietcorp engineer,backend-engineer,senior,US/austin,2026-01,base,year,USD,200,rows,Quietcorp,Quietcorp alone,100000,120000,140000,160000,180000,
END
"$S" -q import "$home/pay.csv" >/dev/null || failed=1
secret='annedoe|Secretcorp|Hushcorp|[Qq]uietcorp|Sam Example|Freight|141[, .]?414|167[, .]?676|153[, .]?535'
"$S" report --profile "$home/annedoe/me.json" --format json >"$home/whole" || failed=1
for name in "Quietcorp levels" quietcorp-jobs; do
    grep -q "$name" "$home/whole" || { failed=1; echo "not ok the whole report tells of $name"; }
done
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
