$S outlook --top 3 --format json | grep -oE '"(id|schema|title)": *"[a-zA-Z0-9_./: -]*"' | tr -d ' '
