#!/bin/sh
# The program finds what a reader marked in 300 sentences: precision and recall, where DATA names the originals.
: "${BUILD:=build}"
[ -n "$DATA" ] || { echo "skip test_spans: DATA names no folder with extraction/skillspan-tech-dev.conll"; exit 0; }
python3 tests/score_spans.py -v --bars 0.92,0.75 dev "$BUILD/skillgap" extract || { echo "not ok marked sentences"; exit 1; }
echo "ok marked sentences"
