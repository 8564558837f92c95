# titles and table heads: what stands under them changes with the data
$S gap --profile datasets/example/profile.json | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'
