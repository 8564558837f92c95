$S skill kubernetes | sed -n '/would have said/,/half-year/p'; $S skill "claude code" | grep -c 'would have said'
