#!/bin/sh
# An import is killed KILLS times, at moments spread over its whole length and half of them near its end: the store must
# open, pass its check, and hold all of the import or nothing of it. usage: kill.sh KILLS FILE [import's options…]
: "${BUILD:=build}"
program=$BUILD/skillgap kills=$1 file=$2
shift 2
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT

digest() { # of the store in folder $1, once it has passed its check
    SKILLGAP_HOME=$1 "$program" data check --format json >"$home/check" 2>"$home/said" || { cat "$home/said"; exit 1; }
    sed -n 's/.*"digest": *"\([0-9a-f]*\)".*/\1/p' "$home/check"
}

mkdir "$home/base" "$home/all" "$home/try"
printf 'id,date,text\n1,2020-01-02,We write Python here.\n' >"$home/other.csv"
SKILLGAP_HOME=$home/base "$program" import --quiet --plugin postings_hn "$home/other.csv" >"$home/told" 2>&1 || { cat "$home/told"; exit 1; }
cp "$home/base/store.db" "$home/all/"
begun=$(date +%s%N)
SKILLGAP_HOME=$home/all "$program" import --quiet "$@" "$file" >"$home/told" 2>&1 || { cat "$home/told"; exit 1; }
length=$((($(date +%s%N) - begun) / 1000))
before=$(digest "$home/base") after=$(digest "$home/all")
[ -n "$before" ] && [ -n "$after" ] && [ "$before" != "$after" ] || { echo "no two digests: $before $after"; exit 1; }
old=0 new=0
for i in $(seq "$kills"); do
    rm -f "$home"/try/*
    cp "$home/base/store.db" "$home/try/"
    wait=$(awk -v i="$i" -v t="$length" 'BEGIN { srand(i); r = rand(); print (i % 2 ? r : 0.85 + r * 0.3) * t / 1e6 }')
    SKILLGAP_HOME=$home/try "$program" import --quiet "$@" "$file" >/dev/null 2>&1 &
    sleep "$wait"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    found=$(digest "$home/try") || { echo "kill $i after $wait s: $found"; exit 1; }
    case $found in
    "$before") old=$((old + 1)) ;;
    "$after") new=$((new + 1)) ;;
    *) echo "kill $i after $wait s: digest $found, neither $before nor $after" && exit 1 ;;
    esac
done
echo "$kills imports of $(basename "$file") killed: $old left nothing of it, $new all of it; every store whole"
