SKILLGAP_HOME=$TMP/fresh; export SKILLGAP_HOME
$S outlook --grade | sed -n '1,/^months/p'; $S outlook --grade --group nowhere
$S outlook --top 1 | grep -o "Back-test of the data to 2026-04"; $S outlook --grade | sed -n '/^Forecasts kept/,/^The first/p'
$S skill rust | sed -n '/^What past/,$p'
