#!/bin/sh
# Every case is a file tests/golden/NAME.cmd: a shell line for the program (in $S), run at 80 columns as of 2026-11.
# NAME.out holds its standard output, standard error after a line "--- stderr", and exit code in the last line.
# GOLDEN=update writes them anew: read the difference before you commit it. CASE="*-help" tries these alone.
: "${BUILD:=build}"
S=$PWD/$BUILD/skillgap
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export S SKILLGAP_HOME="$home" COLUMNS=80 NO_COLOR=1 SOURCE_DATE_EPOCH=1795219200 TMP="$home"
[ -z "$SKILLGAP_UNCONFINED" ] || true
failed=0
for case in tests/golden/${CASE:-*}.cmd; do
    [ -f "$case" ] || continue
    name=$(basename "$case" .cmd)
    sh "$case" >"$home/out" 2>"$home/err" </dev/null
    code=$?
    { cat "$home/out"; echo "--- stderr"; sed "s|$home|HOME|g; s|$PWD|.|g" "$home/err"; echo "--- exit $code"; } >"$home/got"
    if [ "$GOLDEN" = update ]; then
        cp "$home/got" "tests/golden/$name.out"
    elif ! diff -u "tests/golden/$name.out" "$home/got" >"$home/diff"; then
        failed=1
        echo "not ok $name"
        head -n 40 "$home/diff"
        continue
    fi
    echo "ok $name"
done
exit $failed
