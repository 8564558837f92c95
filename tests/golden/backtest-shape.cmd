$S backtest --horizon 24 --from 2022-01 --format json | grep -oE '"(id|schema|title|key)": *"[a-zA-Z0-9_./: -]*"' | tr -d ' '
