#!/bin/sh
# The race against Hyperscan needs its library, nothing else does: installs it where that is allowed, and says so.
pkg-config --exists libhs && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "bench: installing libhyperscan-dev, for the race alone"
    apt-get install -y -qq libhyperscan-dev >/dev/null 2>&1
fi
pkg-config --exists libhs || echo "bench: no libhyperscan-dev; matching is timed without a race"
exit 0
