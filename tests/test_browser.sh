#!/bin/sh
# The pages in a real browser (tests/browser/page.mjs): where Chromium, node and npm are, and npm reaches its registry.
: "${BUILD:=build}"
S=$PWD/$BUILD/skillgap
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export SKILLGAP_HOME="$home" SOURCE_DATE_EPOCH=1795219200
for need in chromium node npm; do
    command -v $need >/dev/null 2>&1 || { echo "skip browser: $need is not installed"; exit 0; }
done
tools=$PWD/$BUILD/browser
if ! cmp -s tests/browser/package-lock.json "$tools/installed"; then
    rm -rf "$tools" && mkdir -p "$tools" && cp tests/browser/package*.json "$tools"
    (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --silent >"$home/npm" 2>&1) ||
        { echo "skip browser: npm ci could not install playwright-core and axe-core"; exit 0; }
    cp tests/browser/package-lock.json "$tools/installed"
fi
cp tests/browser/page.mjs "$tools"

# A profile and an offer of someone who means no good; words without an end.
evil='</script><script>alert(1)</script> \" onload=\"alert(2) <img src=x onerror=alert(3)> &amp; \u202eturned'
long=$(printf '%0300d' 0 | tr 0 W)
cat >"$home/evil.json" <<END
{"basics": {"name": "$evil"}, "skills": [{"name": "$evil"}, {"name": "$long"}, {"name": "Python", "x-skillgap": {"level": "advanced"}}],
 "x-skillgap": {"note": "$evil $long", "target": {"role": "backend-engineer", "level": "senior", "region": "DE/berlin"},
 "current": {"role": "backend-engineer", "level": "mid", "region": "DE/berlin", "pay": {"amount": 65000, "currency": "EUR"}},
 "hoursPerWeek": 5}}
END
cat >"$home/evil-offer.json" <<END
{"name": "$evil", "note": "$evil $long", "pay": {"amount": 80000, "currency": "EUR", "period": "year", "component": "base"}}
END
set -e
example="--profile datasets/example/profile.json --offer datasets/example/offer.json"
"$S" report $example --format html -o "$home/report.html"
"$S" report $example --redact --format html -o "$home/redacted.html"
"$S" report --format html -o "$home/market.html"
"$S" report --profile "$home/evil.json" --offer "$home/evil-offer.json" --format html -o "$home/hostile.html" 2>/dev/null
"$S" skill kubernetes --format html -o "$home/skill.html"
"$S" explain kubernetes --month 2026-04 --format html -o "$home/explain.html"
node "$tools/page.mjs" "$(command -v chromium)" "$home"/*.html
