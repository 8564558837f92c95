#!/bin/sh
# Where the program's output may go and its input may come from: full disks, closed streams, devices, links, pipes.
: "${BUILD:=build}"
program=$(cd "$BUILD" && pwd)/skillgap
folder=$BUILD/tests/streams-$$
mkdir -p "$folder" && trap 'rm -rf "$folder"' EXIT
SKILLGAP_HOME=$(cd "$folder" && pwd)
export SKILLGAP_HOME
failed=0

# expect NAME STATUS TEXT COMMAND: the shell command ends with that status, and says the text.
expect() {
    out=$(cd "$folder" && eval "$4" 2>&1)
    got=$?
    if [ "$got" = "$2" ] && printf '%s\n' "$out" | grep -qF -- "$3"; then
        echo "ok $1"
    else
        echo "not ok $1: exit $got, expected $2 and \"$3\":"
        printf '%s\n' "$out"
        failed=1
    fi
}
echo "python" >"$folder/in.txt"
extract="'$program' extract in.txt"

expect "a full disk is told" 1 "standard output: No space left" "$extract 2>&1 >/dev/full"
expect "also by help" 1 "standard output: cannot be written: No space left" "'$program' --help 2>&1 >/dev/full"
expect "a closed output is told" 1 "standard output: Bad file descriptor" "$extract 2>&1 >&-"
expect "a closed input is told" 1 "standard input: Bad file descriptor" "'$program' extract - <&-"
expect "closed messages harm no output" 0 "python" "$extract 2>&-"
expect "a folder is no output" 1 ".: cannot be written: Is a directory" "$extract --output ."
expect "a missing folder is told" 1 "none/x: cannot be written: No such file" "$extract --output none/x"
expect "a device stays one" 0 "char" "$extract --output /dev/null && test -c /dev/null && echo char"
expect "a full device is told" 1 "/dev/full: cannot be written: No space left" "$extract --output /dev/full"
expect "a pipe is written to" 0 "python" "mkfifo pipe && { $extract --output pipe & timeout 60 cat pipe; } && test -p pipe"
ln -s real.txt "$folder/link.txt" && echo old >"$folder/real.txt"
expect "a link stays one" 0 "python" "$extract --output link.txt && test -L link.txt && cat real.txt"
expect "nothing is left beside" 0 "none" "ls | grep -F real.txt. || echo none"

printf 'id,date,title,description\n1,2020-01-02,Engineer,"We write Python."\n' >"$folder/jobs.csv"
import="'$program' import --plugin postings_template --group mine"
expect "a pipe is imported" 0 "Kept         1" "cat jobs.csv | $import -"
expect "a pipe that is in the store" 0 "standard input is in the store already" "cat jobs.csv | $import -"
expect "the same as a file" 0 "jobs.csv is in the store already" "$import jobs.csv"
expect "a file as standard input" 0 "standard input is in the store already" "$import - <jobs.csv"
expect "what is left of one" 1 "standard input: no header" "{ cat >/dev/null; $import -; } <jobs.csv"
expect "a packed pipe" 0 "standard input is in the store already" "gzip -c jobs.csv | $import -"
expect "a named pipe" 0 "queue is in the store already" "mkfifo queue && { cat jobs.csv >queue & $import queue; }"
expect "a pipe is probed" 2 "standard input: no plugin knows this file" "printf 'what,is,this\\n' | '$program' import -"
expect "an empty pipe" 1 "standard input: the file is empty" "'$program' import - </dev/null"
expect "no place for a pipe" 1 "cannot be kept in none while it is read, after 0 MB: No such file" \
    "cat jobs.csv | TMPDIR=none $import -"
expect "no room for a pipe" 1 "cannot be kept in /tmp while it is read, after 0 MB: File too large" \
    "(ulimit -f 8; head -c 1000000 /dev/zero | TMPDIR= $import -)"
expect "an endless pipe is interrupted" 130 "skillgap: interrupted: standard input is not imported" \
    "mkfifo endless; yes >endless & $import - <endless & sleep 1; kill -TERM \$!; wait \$!"
[ "$failed" = 0 ]
