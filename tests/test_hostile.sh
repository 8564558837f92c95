#!/bin/sh
# Hostile plugins, as a person meets them: every attack ends in a message that names plugin, file and row, with exit code
# 4, or is denied and the import goes on; the store is as it was, and so is the profile.
: "${BUILD:=build}"
case $BUILD in *-*) echo "skip test_hostile: workers of this build are not confined" && exit 0 ;; esac
folder=$BUILD/tests/hostile-$$
mkdir -p "$folder/home" && trap 'rm -rf "$folder"' EXIT
failed=0
SKILLGAP_HOME=$PWD/$folder/home
[ "${folder#/}" = "$folder" ] || SKILLGAP_HOME=$folder/home
export SKILLGAP_HOME
store=$SKILLGAP_HOME/store.db
skillgap() { "$BUILD/skillgap" --plugin-dir "$BUILD/tests/plugins" "$@"; }
digest() { skillgap data check --format json | grep '"digest"'; }

printf 'id,date,title\na,2020-01-02,Engineer\n' >"$folder/before.csv"
skillgap import --plugin postings_template "$folder/before.csv" >/dev/null || exit 1
echo "secret" >"$SKILLGAP_HOME/profile.yaml"
chmod 600 "$SKILLGAP_HOME/profile.yaml"
before=$(digest)
[ -n "$before" ] || { echo "not ok the store has no digest" && exit 1; }

# input WORD [AIM]: long enough that its row numbers are ones it can have
input() { { echo "$*" && head -c 20100 /dev/zero | tr '\0' 'x'; } >"$folder/input.txt"; }

unchanged() {
    [ "$(digest)" = "$before" ] && [ "$(cat "$SKILLGAP_HOME/profile.yaml")" = secret ] && return
    echo "not ok $1: the store or the profile changed" && failed=1
}

# ends WORD MESSAGE: the import ends, names plugin, file and row, says why
ends() {
    input "$1"
    out=$(skillgap import --plugin postings_hostile "$folder/input.txt" 2>&1 >/dev/null)
    got=$?
    case "$got $out" in
    "4 "*"plugin postings_hostile: $folder/input.txt: row 20000: "*"$2"*) echo "ok $1: $2" ;;
    *) echo "not ok $1: exit $got, \"$out\", expected 4 and \"$2\"" && failed=1 ;;
    esac
    unchanged "$1"
}
ends crash "it crashed: SIGSEGV (Segmentation fault)"
ends stack "it crashed: SIGSEGV"
ends hoard "it crashed: SIGABRT"
ends exit "it ended early, with exit status 0"
ends raw "bytes came that are no record"
ends nan "posting.pay_lo is nan, a finite number was expected"
ends endless "posting.pay_hi is inf, a finite number was expected"
ends year "posting.day is 10238161, -25567 to 84005 was expected"
ends huge "posting.body has 16777217 bytes, at most 16777216 were expected"
ends length "posting.body has 9223372036854775807 bytes, at most 16777216 were expected"
ends remote "posting.remote is 200, 0 to 3 was expected"

# denied WORD [AIM]: the call is denied and the import goes on; what was let would show
denied() {
    input "$@"
    cp "$store" "$folder/store.db"
    out=$(skillgap import --store "$folder/store.db" --plugin postings_hostile "$folder/input.txt" 2>&1)
    got=$?
    if [ "$got" = 0 ] && grep -q denied "$folder/store.db" && ! grep -q LET "$folder/store.db"; then
        echo "ok $1 is denied"
    else
        echo "not ok $1: exit $got, \"$out\"" && failed=1
    fi
    rm -f "$folder/store.db"
    unchanged "$1"
}
denied fork
denied passwd /etc/passwd
denied profile "$SKILLGAP_HOME/profile.yaml"
denied handle "$SKILLGAP_HOME/profile.yaml"
denied store "$store"
denied remove "$store"
denied connect
denied signal
denied patch
denied trace
denied exec
denied environment

# What it writes over the page that it shares with the host is not believed, and harms nobody.
input scribble
cp "$store" "$folder/store.db"
skillgap import --store "$folder/store.db" --plugin postings_hostile "$folder/input.txt" >/dev/null 2>&1
got=$?
if [ "$got" -lt 128 ] && skillgap data check --store "$folder/store.db" >/dev/null; then
    echo "ok scribbling harms nobody"
else
    echo "not ok scribble: exit $got" && failed=1
fi
unchanged scribble
exit $failed
