#!/bin/sh
# Says which of the named Debian packages are missing and installs them, as root or through sudo.
missing=""
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command="apt-get install -y --no-install-recommends$missing"
echo "skillgap needs Debian packages that are not installed:$missing" >&2
if [ "$(id -u)" = 0 ]; then
    prefix=""
elif command -v sudo >/dev/null 2>&1; then
    prefix="sudo"
else
    echo "Install them as root, then call make again: $command" >&2
    exit 1
fi
echo "Installing them now: $prefix $command" >&2
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$prefix apt-get update -qq >&2 && $prefix $command >&2 && exit 0
echo "The installation failed. Install them by hand, then call make again: $command" >&2
exit 1
