SKILLGAP_HOME=$TMP/shape; export SKILLGAP_HOME; $S skill python --format json | grep -oE '"(id|schema)": *"[a-zA-Z0-9_./: -]*"' | tr -d ' '
