# The shape with the shipped counts; a store of one's own postings, read again; the counts of a file.
$S data blindspots | grep -E '^(Blind|New|Asked|Name)' | sed 's/[0-9][0-9-]*/N/g; s/  */ /g'
$S import --plugin postings_jobspy --quiet tests/data/jobspy.csv --group mine >/dev/null
$S data blindspots --all --format json | grep -c '"name"' | grep -v '^0$' >/dev/null && echo names
$S data unknown --plugin postings_hn tests/data/hn_posts.csv
$S data unknown --plugin postings_hn
