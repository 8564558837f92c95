#!/bin/sh
# Runs every test program (or the one named) and every test script; ends with one line that counts them.
: "${BUILD:=build}"
export BUILD
export SKILLGAP_TAXONOMY=none # not that of whoever runs the tests
passed=0 failed=0 names=""
for test in "$BUILD"/tests/test_* tests/test_*.sh; do
    case "$test" in *.o | *.d | *.log | *.gcda | *.gcno) continue ;; esac
    [ -f "$test" ] || continue
    [ -n "$1" ] && [ "$(basename "$test")" != "$1" ] && continue
    log="$BUILD/tests/$(basename "$test").log"
    case "$test" in *.sh) run="sh $test" ;; *) run="$test" ;; esac
    if $run >"$log" 2>&1; then
        passed=$((passed + $(grep -c '^\[       OK \]' "$log"))) # cmocka's line for a test that held
        case "$test" in *.sh) passed=$((passed + $(grep -c '^ok ' "$log"))) ;; esac
        grep -E '^\[  SKIPPED \]|^skip ' "$log" | sort -u
    else
        failed=$((failed + 1))
        names="$names $(basename "$test")"
        grep -vE '^\[ RUN|^\[       OK' "$log" | tail -n 60
    fi
done
[ -n "$names" ] && echo "failed:$names"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
