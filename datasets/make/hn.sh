#!/bin/sh
# Makes datasets/hn/posts-YYYY.csv, the facts of each "Who is hiring?" post as skillgap reads them, and their rows in
# datasets/sources.csv; and datasets/hn/unknown.csv, the names that they ask for and the taxonomy does not know. Text is
# not kept.
#
# usage: hn.sh DATA [SKILLGAP]   (DATA holds postings/hn-posts-*.csv.xz; SKILLGAP: build/skillgap)
set -eu
export SKILLGAP_TAXONOMY=none # the shipped one, whatever the person has
[ $# -ge 1 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
data=$1
skillgap=${2:-build/skillgap}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for span in 2011-2019 2026; do
    xz -dc "$data/postings/hn-posts-$span.csv.xz" >"$work/$span.csv"
done
"$skillgap" data facts --plugin postings_hn "$work/2011-2019.csv" "$work/2026.csv" >"$work/facts.csv"
"$skillgap" data unknown --plugin postings_hn "$work/2011-2019.csv" "$work/2026.csv" >"$here/hn/unknown.csv"
rm -f "$here"/hn/posts-*.csv
head -n 1 "$work/facts.csv" >"$work/header"
# The day is the second field and the first holds no comma, being a number; within a year rows stand by day, then id.
tail -n +2 "$work/facts.csv" | LC_ALL=C sort -t, -k2,2 -k1,1n | awk -F, -v folder="$here/hn" -v header="$(cat "$work/header")" '
    { file = folder "/posts-" substr($2, 1, 4) ".csv"
      if (!(file in seen)) { seen[file] = 1; print header > file }
      print > file }'
taxonomy=$("$skillgap" data taxonomy --format json | sed -n 's/.*"hash": *"\([0-9a-f]*\)".*/\1/p')
{
    grep -v '^hn/posts-' "$here/sources.csv" | head -n 1
    for file in "$here"/hn/posts-*.csv; do
        year=$(basename "$file" .csv | cut -c7-)
        partial=
        [ "$year" = 2026 ] && partial=2026-05 # ends on the 5th
        echo "hn/posts-$year.csv,postings_facts,HN Who is hiring: posts of $year,hn,https://news.ycombinator.com/item?id={id},facts of public posts,,$partial,$taxonomy"
    done
    grep -v '^hn/posts-' "$here/sources.csv" | tail -n +2
} >"$work/sources.csv"
cp "$work/sources.csv" "$here/sources.csv"
