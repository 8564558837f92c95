#!/bin/sh
# Benchmarks, as ratios within one run. MB sets the size of the made-up file; DATA=DIR adds the forecast's scores
# where the scorers lie in DIR/../tools.
: "${BUILD:=build}" "${MB:=100}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
"$BUILD/tests/bench_gen" "$MB" datasets/taxonomy/skills.csv datasets/taxonomy/common_words.txt datasets/hn/posts-*.csv >"$tmp/postings.csv" || exit 1
"$BUILD/tests/bench_stages" "$tmp/postings.csv" "$BUILD/plugins/postings_hn.so" || exit 1
# Matching is raced on real postings where DATA has them, else on the made-up ones.
texts="$tmp/postings.csv" hn="$DATA/postings/hn-posts-2011-2019.csv.xz"
[ -f "$hn" ] && xz -dc "$hn" >"$tmp/hn.csv" && texts="$tmp/hn.csv"
echo "matching, on $(basename "$texts"):"
"$BUILD/tests/bench_match" "$texts" 20 || exit 1
seconds() { # CPU of the children, user + system, of one command
    sh -c '"$@" >/dev/null 2>&1; times' sh "$@" | tail -n 1 | sed 's/[ms]/ /g' | awk '{ printf "%.2f", $1 * 60 + $2 + $3 * 60 + $4 }'
}
sh tests/bench/import.sh "$tmp/postings.csv"
SKILLGAP_HOME=$tmp "$BUILD/skillgap" import --quiet "$tmp/postings.csv" >/dev/null && "$BUILD/tests/bench_store" "$tmp/store.db" 4
/usr/bin/python3 -c "import pandas, ahocorasick" 2>/dev/null &&
    /usr/bin/python3 tests/bench/independent.py "$BUILD/skillgap" datasets/taxonomy/common_words.txt "$MB"
echo "report on the shipped data          $(SKILLGAP_HOME=$tmp seconds "$BUILD/skillgap" report) CPU s"
score="$DATA/../tools/score_forecast.py"
[ -f "$score" ] || exit 0
echo "demand shares, share of postings:"
python3 "$score" demand "$DATA/demand/hn_hiringtrends_counts_long.csv" -- "$BUILD/skillgap" forecast
echo "demand shares, share of mentions:"
python3 "$score" demand "$DATA/demand/hn_hiringtrends_counts_long.csv" --of mentions -- "$BUILD/skillgap" forecast
echo "M3 monthly:"
BUILD=$BUILD DATA=$DATA sh tests/bench/m3.sh
