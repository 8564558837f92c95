$S report | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'; $S report | sed -n '/^Add yourself/,/senior$/p'
