mkdir "$TMP/bad"; echo "a letter to a friend" >"$TMP/bad/store.db.record"
SKILLGAP_HOME=$TMP/bad $S outlook --top 1 | head -3; SKILLGAP_HOME=$TMP/bad $S skill rust | head -1; SKILLGAP_HOME=$TMP/bad $S outlook --grade
SKILLGAP_HOME=/proc/none $S outlook --top 1 | head -3; SKILLGAP_HOME=/proc/none $S outlook --top 1 --quiet | head -1
env -u HOME -u SKILLGAP_HOME -u XDG_DATA_HOME $S outlook --top 1 | head -1; env -u HOME -u SKILLGAP_HOME -u XDG_DATA_HOME $S outlook --grade
