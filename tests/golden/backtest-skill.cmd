$S backtest --skill kubernetes --from 2018-01 --horizon 24 | head -n 8
