#!/bin/sh
# What the shipped back-test says is what a back-test of the shipped postings says.
: "${BUILD:=build}"
got=$(mktemp) || exit 1
trap 'rm -f "$got"' EXIT
export SOURCE_DATE_EPOCH=1795219200 COLUMNS=80 NO_COLOR=1
sh datasets/make/backtest.sh "$BUILD/skillgap" >"$got" || { echo "not ok the back-test runs"; exit 1; }
if ! diff -u datasets/backtest.csv "$got"; then
    echo "not ok datasets/backtest.csv is what a back-test says"
    exit 1
fi
echo "ok datasets/backtest.csv is what a back-test says"
