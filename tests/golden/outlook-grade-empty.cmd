SKILLGAP_HOME=$TMP/fresh; export SKILLGAP_HOME
$S outlook --grade | sed -n '1,/^months/p'; $S outlook --grade --group nowhere
$S outlook --top 1 | grep "Back-test of"; $S outlook --grade | sed -n '/^Forecasts kept/,/^The first/p'
$S skill rust | sed -n '/^What past/,$p'
