# A taxonomy file of one's own: what it makes of a text, of the lists, and of what was imported without it.
mkdir -p "$TMP/own/skillgap" "$TMP/own/esco"
cat >"$TMP/own/skillgap/taxonomy.yaml" <<'END'
skills:
  - {id: weave-js, name: WeaveJS, kind: library, family: web-frontend, forms: [WeaveJS, {text: WJ, match: upper, rule: tech}], implies: [javascript]}
  - {id: go, forms: [golang-lang]}
drop: {skills: [cobol], forms: [{skill: kubernetes, text: k8s}]}
roles:
  - {id: loom-keeper, name: Loom keeper, titles: [keeper of looms], requirements: [{skill: weave-js, importance: 5, level: 4}, python]}
use: [../esco/skills_en.csv]
END
cat >"$TMP/own/esco/skills_en.csv" <<'END'
conceptType,conceptUri,skillType,preferredLabel,altLabels,status
K,http://data.europa.eu/esco/skill/00000001-aa,knowledge,Weft (computer programming),"Weft techniques
planning",released
K,http://data.europa.eu/esco/skill/00000002-aa,knowledge,Haskell,Haskell techniques,released
K,nothing,knowledge,x,,released
END
echo 'We use WeaveJS, WJ, k8s, COBOL and golang-lang; Haskell techniques, Weft, Python, planning.' >"$TMP/own/text"
numbers() { sed 's/^shipped .*/shipped N/; s/\(Hash\|Shipped\)  *[0-9a-f]\{16\}$/\1 N/; s/──*/─/g; s/   *changes/ changes/; s/  */ /g'; }
$S extract --taxonomy none "$TMP/own/text" | cut -f2-5
XDG_CONFIG_HOME=$TMP/own
unset SKILLGAP_TAXONOMY
export XDG_CONFIG_HOME
$S extract "$TMP/own/text" | cut -f2-5
(cd "$TMP/own" && COLUMNS=200 $S data taxonomy --taxonomy skillgap/taxonomy.yaml) | numbers
(cd "$TMP/own" && $S data skills --taxonomy skillgap/taxonomy.yaml weave-js)
$S skill weave-js
$S gap --role loom-keeper --quiet | grep WeaveJS
SKILLGAP_TAXONOMY=none $S import --quiet --plugin postings_jobspy tests/data/jobspy.csv --group mine --store "$TMP/own/store" >/dev/null
$S data check --store "$TMP/own/store" | grep -c 'jobspy.csv was read with another taxonomy'
$S import --quiet --plugin postings_jobspy tests/data/jobspy.csv --group mine --store "$TMP/own/store" | tail -1 | cut -c1-40
$S data check --store "$TMP/own/store" | grep -c 'jobspy.csv was read with another taxonomy'
(cd "$TMP/own/esco" && $S data taxonomy --taxonomy skills_en.csv | tail -1)
$S data taxonomy --taxonomy tests/data/jobspy.csv
$S data taxonomy --taxonomy /nowhere/taxonomy.yaml
echo 'skills: [{id: wave, kid: tool}]' >"$TMP/own/bad.yaml"
$S extract --taxonomy "$TMP/own/bad.yaml" "$TMP/own/text"
