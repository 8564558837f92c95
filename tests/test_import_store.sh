#!/bin/sh
# What happens to the store while an import runs: kills, two at once, files that may not grow, folders that cannot be
# written, a store that is deleted.
: "${BUILD:=build}"
program=$(cd "$BUILD" && pwd)/skillgap
folder=$BUILD/tests/import-store-$$
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) && trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
failed=0

# expect NAME STATUS TEXT COMMAND: the shell command ends with that status, and says the text.
expect() {
    out=$(eval "$4" 2>&1)
    got=$?
    if [ "$got" = "$2" ] && printf '%s\n' "$out" | grep -qF -- "$3"; then
        echo "ok $1"
    else
        echo "not ok $1: exit $got, expected $2 and \"$3\":"
        printf '%s\n' "$out"
        failed=1
    fi
}
# made NAME POSTINGS FIRST: a file of so many, whose ids begin there, each with words of its own
made() {
    awk -v n="$2" -v name="$1" -v first="$3" 'BEGIN {
        print "id,date,text"
        for (i = 1; i <= n; i++)
            printf "%d,20%02d-%02d-%02d,\"Acme %d | Backend engineer | Berlin\nWe write Python and Go, post %s %d.\"\n",
                first + i, 15 + i % 9, 1 + i % 12, 1 + i % 28, i, name, i
    }' >"$folder/$1.csv"
}
# in HOME COMMAND…: the program with its store there
in_home() {
    home=$folder/$1
    shift
    SKILLGAP_HOME=$home "$program" "$@"
}
import="import --quiet --plugin postings_hn"
made a 3000 100000
made b 3000 200000
mkdir "$folder/one" "$folder/two" "$folder/three"

expect "killed at any moment, all or nothing" 0 "every store whole" \
    "sh tests/bench/kill.sh 6 $folder/a.csv --plugin postings_hn"

in_home one $import "$folder/a.csv" >/dev/null && in_home one $import "$folder/b.csv" >/dev/null
in_home two $import "$folder/a.csv" >/dev/null & first=$!
in_home two $import "$folder/b.csv" >/dev/null & second=$!
wait $first && wait $second
waited=$?
expect "two imports at once: one waits for the other" 0 "" "(exit $waited)"
digest() { in_home "$1" data check --format json | sed -n 's/.*"digest": *"\([0-9a-f]*\)".*/\1/p'; }
expect "their store is that of one after the other" 0 "same" \
    '[ -n "$(digest one)" ] && [ "$(digest one)" = "$(digest two)" ] && echo same'

gzip -c "$folder/b.csv" >"$folder/b.csv.gz"
made d 500 400000
in_home two $import --store "$folder/all.db" "$folder/d.csv" "$folder/b.csv.gz" "$folder/a.csv" >/dev/null
for i in 1 2 3 4; do
    in_home two $import --shard $i/4 --store "$folder/s$i.db" "$folder/a.csv" "$folder/b.csv.gz" "$folder/d.csv" >"$folder/s$i.txt"
done
expect "a shard without any part says so" 0 "None of it belongs to this shard" "cat $folder/s4.txt"
expect "shards merge" 0 "added" "in_home two merge --store $folder/m.db $folder/s3.db $folder/s4.db $folder/s1.db $folder/s2.db"
digest_of() { in_home two data check --store "$1" --format json | sed -n 's/.*"digest": *"\([0-9a-f]*\)".*/\1/p'; }
expect "to what one run stores, whatever the order of files" 0 "same" \
    '[ -n "$(digest_of "$folder/m.db")" ] && [ "$(digest_of "$folder/m.db")" = "$(digest_of "$folder/all.db")" ] && echo same'
for wrong in 0/3 4/3 3 1/0 -1/3 1/3x 1/ " 1/3" 1/1000000; do
    expect "no shard: $wrong" 2 "--shard: found \"$wrong\", expected I/N" "in_home two $import --shard \"$wrong\" $folder/a.csv"
done

expect "a file that may grow no more is told" 1 "store.db: " \
    "(ulimit -f 8; in_home three $import $folder/a.csv)"
expect "and the next import finds all as it was" 0 "" "in_home three $import $folder/a.csv"
made c 20 300000
expect "a store that is no file is told" 1 "/dev/null/store.db" "SKILLGAP_HOME=/dev/null '$program' $import $folder/c.csv"
mkdir "$folder/closed" && chmod 500 "$folder/closed"
as= # root may write everywhere
[ "$(id -u)" = 0 ] && as="setpriv --reuid 65534 --regid 65534 --clear-groups" && chown 65534:65534 "$folder/closed"
if $as test -x "$folder/closed" && $as test -r "$program"; then
    expect "a folder that cannot be written is told" 1 "closed/store.db: cannot be written: Permission denied" \
        "SKILLGAP_HOME=$folder/closed $as '$program' $import $folder/c.csv"
    expect "and is read as if it had no store" 0 "Sources" "SKILLGAP_HOME=$folder/closed $as '$program' data check"
else
    echo "skip a folder that cannot be written: nobody may enter $folder"
fi
exit $failed
