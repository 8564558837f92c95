$S report --profile datasets/example/profile.json --offer datasets/example/offer.json | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'
