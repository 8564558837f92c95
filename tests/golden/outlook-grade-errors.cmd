mkdir "$TMP/bad"; echo "a letter to a friend" >"$TMP/bad/store.db.record"
SKILLGAP_HOME=$TMP/bad $S outlook --top 1 | sed -n 1,3p; SKILLGAP_HOME=$TMP/bad $S skill rust | sed -n 1p; SKILLGAP_HOME=$TMP/bad $S outlook --grade
SKILLGAP_HOME=/proc/none $S outlook --top 1 | sed -n 1,3p; SKILLGAP_HOME=/proc/none $S outlook --top 1 --quiet | sed -n 1p
env -u HOME -u SKILLGAP_HOME -u XDG_DATA_HOME $S outlook --top 1 | sed -n 1p; env -u HOME -u SKILLGAP_HOME -u XDG_DATA_HOME $S outlook --grade
