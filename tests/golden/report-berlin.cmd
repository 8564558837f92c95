$S report --profile datasets/example/profile-berlin.yaml --rows 5 | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'
