$S backtest --help
