printf 'Data Engineer\nWhat we expect\n- Kafka or RabbitMQ, and FlurboMesh\n' | $S gap --posting - | awk '/^[─ ]+$/ && /─  ─/ { next } /  Line$|^Line/ { gsub(/  +/, "  ") } /%/ { print $1, $2; next } /  Shares:/ { print "  Shares: …"; skip = 2; next } skip-- > 0 { next } { print }'
printf 'We are a fine company.\n' | $S gap --posting - | head -12
$S gap --posting tests/data/ad.txt --role data-engineer
printf '' | $S gap --posting -
$S gap --posting nothing.txt
