$S backtest --group nowhere; $S backtest --horizon 7.5; $S backtest --from soon; $S backtest --skill kubernets; $S backtest --from 2026-01; $S backtest --as-of 2012-06
