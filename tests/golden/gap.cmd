# titles and table heads: what stands under them changes with the data
$S gap --profile datasets/example/profile.json | awk '/^[─ ]+$/ && /─/ { gsub(/  +/, "  ", before); print before } { before = $0 }'
# of which posts a share is
export COLUMNS=110
$S gap --profile datasets/example/profile.json | grep -oE "(% in|in [0-9.]+%|%) of (all|the role's) posts( now)?" | sed 's/[0-9.]*%/N%/' | sort -u
$S gap --profile datasets/example/profile.json | tr -s ' ' | grep -E "^ (Role's|All)$" | uniq
