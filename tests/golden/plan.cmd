$S plan --profile datasets/example/profile.json | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'
