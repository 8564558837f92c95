#!/bin/sh
# --format json of every command validates against the shipped JSON Schema, by an independent validator.
: "${BUILD:=build}"
python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null || {
    echo "skip JSON against its schema: python3-jsonschema is not installed"
    exit 0
}
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
S=$PWD/$BUILD/skillgap tree=$PWD
export SKILLGAP_HOME="$home/data" SOURCE_DATE_EPOCH=1795219200
schema=$PWD/datasets/schema/document.json
failed=0 n=0
not() { failed=1; echo "not ok $1"; }

# answer COMMAND…: its JSON is kept for the validator.
answer() {
    n=$((n + 1))
    "$S" "$@" --format json >"$home/$n.json" 2>"$home/err" || { cat "$home/err"; not "$*"; rm -f "$home/$n.json"; }
}
printf 'id,date,title,description\n1,2026-10-01,Data engineer,"Python, Kafka and SQL"\n2,2026-10-02,SRE,Kubernetes\n' >"$home/p.csv"
me="--profile datasets/example/profile.json"
answer report $me --offer datasets/example/offer.json
answer report
answer outlook --all
answer outlook --grade
answer skill kubernetes
answer skill "ai agents"
answer gap $me
answer gap --role data-engineer
answer gap --posting tests/data/ad.txt $me
answer gap --posting tests/data/ads.txt --ad 2 $me
answer plan $me
answer bands backend-engineer --level senior
answer decide --now 140k --offer 165k --forfeit 30k
answer explain rust --limit 3
answer backtest --horizon 12 --from 2022-01
answer data check
answer data roles
answer data skills go
answer data regions ber
answer data taxonomy
answer data blindspots
answer profile check datasets/example/profile.json
answer plugin list
answer plugin info postings_hn
answer plugin check "$BUILD/plugins/postings_hn.so"
answer fetch hn --dry-run
answer import --plugin postings_template --dry-run "$home/p.csv"
answer import --plugin postings_template "$home/p.csv"
answer import --guess "$home/p.csv"
answer merge --store "$home/m.db" "$home/data/store.db"
answer extract --explain --whole "$home/p.csv"
cd "$home" && answer plugin new postings mine && cd "$tree" || exit 1
for golden in tests/golden/*json.out; do # and what was kept as it should be
    n=$((n + 1))
    sed '/^--- stderr/,$d' "$golden" >"$home/$n.json"
done
if python3 tests/validate_json.py "$schema" "$home"/*.json; then
    echo "ok $n documents hold the schema"
else
    not "every document holds the schema"
fi

# Every kind of document that the program can write was tried.
for kind in $(grep -rhoE '"skillgap\.[a-z-]+/[0-9]+"' core/cli | sort -u); do
    cat "$home"/*.json | grep -qF "\"schema\": $kind" || not "$kind is tried here"
done

# The validator finds what is wrong.
found() { # what, a sed command that makes it
    sed "$2" "$home/1.json" >"$home/wrong"
    cmp -s "$home/1.json" "$home/wrong" && not "$1: the case is made"
    python3 tests/validate_json.py "$schema" "$home/wrong" >/dev/null 2>&1 && { not "$1 is found"; return; }
    echo "ok $1 is found"
}
found "an unknown kind of document" '2s/report/raport/'
found "a figure without its month" '/^  "as_of"/d'
found "a reason that is missing" 's/{"value": null, "reason": "[^"]*"}/{"value": null}/'
found "a section with something else" 's/"notes": \[/"note": "x", "notes": [/'
found "a row without one of its columns" '0,/{"skill": "[^"]*", /s/{"skill": "[^"]*", /{/'

# What answers in a form of its own says so.
for command in "extract $home/p.csv" "data facts --plugin postings_template $home/p.csv" "completion bash" \
    "manual skillgap" "complete gap" "data unknown $home/p.csv" "forecast $home/p.csv"; do
    "$S" $command --format json >"$home/out" 2>"$home/err"
    [ $? = 2 ] && [ ! -s "$home/out" ] && grep -q '^skillgap: --format: ' "$home/err" || { cat "$home/err"; not "$command --format json"; }
done
[ $failed = 0 ] && echo "ok fixed forms are said to be fixed"
exit $failed
