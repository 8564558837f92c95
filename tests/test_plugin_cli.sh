#!/bin/sh
# `skillgap plugin`, and a plugin built outside the tree with one line.
: "${BUILD:=build}"
program=$BUILD/skillgap
folder=$BUILD/tests/plugins/out-of-tree-$$
mkdir -p "$folder" && trap 'rm -rf "$folder"' EXIT
failed=0

# expect NAME STATUS TEXT COMMAND…: the command ends with that status, and says the text.
expect() {
    name=$1 status=$2 text=$3
    shift 3
    out=$("$@" 2>&1)
    got=$?
    if [ "$got" = "$status" ] && printf '%s\n' "$out" | grep -qF -- "$text"; then
        echo "ok $name"
    else
        echo "not ok $name: exit $got, expected $status and \"$text\":"
        printf '%s\n' "$out"
        failed=1
    fi
}

expect "the list names importers" 0 "postings_hn" "$program" plugin list
expect "and no templates" 1 "" sh -c "$program plugin list | grep _template"
expect "the list is data too" 0 '"schema": "skillgap.plugins/1"' "$program" plugin list --format json
expect "info tells the licence" 0 "as the source states" "$program" plugin info postings_template
expect "info tells the options" 0 "delimiter=,: the character between two fields" "$program" plugin info postings_template
expect "a mistyped name has near ones" 2 "near are: postings_template" "$program" plugin info postings_templat
expect "an unknown verb is refused" 2 "expected list, info ID, check FILE.so [SAMPLE] or new KIND NAME" "$program" plugin dance
expect "a broken clause fails the check" 5 "1 of 19 clauses of the contract fails" \
    "$program" plugin check "$BUILD/tests/plugins/postings_bad_swallow.so"
expect "a refused plugin is listed with its reason" 0 "there are two" \
    env SKILLGAP_PLUGIN_PATH="$folder" sh -c "cp $BUILD/plugins/postings_hn.so $folder/ && \
        $program plugin list --format json"
rm -f "$folder/postings_hn.so"

sed 's/postings_template/postings_mine/' plugins/postings_template.c >"$folder/postings_mine.c"
if ${CC:-cc} -std=c17 -fPIC -shared -fvisibility=hidden -Icore/include -o "$folder/postings_mine.so" \
    "$folder/postings_mine.c"; then
    echo "ok one line builds a plugin outside the tree"
else
    echo "not ok one line builds a plugin outside the tree" && failed=1
fi
printf 'id,date,title\na,2020-01-02,T\n' >"$folder/sample.csv"
expect "it keeps the contract" 0 "same input, same records" \
    "$program" plugin check "$folder/postings_mine.so" "$folder/sample.csv"
expect "it is found in a folder of one's own" 0 "postings_mine" "$program" plugin info postings_mine --plugin-dir "$folder"
exit $failed
