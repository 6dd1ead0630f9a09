#!/bin/sh
# need.sh PURPOSE PACKAGE...
#
# Installs those of the Debian packages that are missing, after saying which
# and what for. Where there is no apt-get it says what is needed and goes on,
# since the same things have other names there.
set -eu
purpose=$1
shift

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	echo "To $purpose, this project needs what Debian calls: $*"
	echo "There is no apt-get here: please install their like if the next step fails."
	exit 0
fi

missing=
for package; do
	case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || :) in
	'install ok installed') ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

echo "To $purpose, this system lacks:$missing"
root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "Please run as root, then try again: apt-get install --no-install-recommends$missing"
		exit 1
	fi
	root=sudo
	echo "Installing them with sudo, which may ask for your password."
else
	echo "Installing them."
fi
# shellcheck disable=SC2086 # both are lists of words
{
	$root apt-get update -q
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}
