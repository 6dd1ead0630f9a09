#!/bin/sh
# run.sh: what "make run" does. It builds the program and opens its window,
# with the sample consultation if there is no other yet. Where there is no
# display it does the same job without one: nothing but Go is needed for that.
set -eu
cd "$(dirname "$0")/../.."
program=build/consilience
workspace=build/workspace
memo=build/memo-participation.pdf

display() {
	[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]
}

say() {
	printf '\n== %s\n' "$*"
}

if display; then
	make --no-print-directory build
	say "consilience window --sample"
	exec $program window --sample
fi

echo "There is no display here: doing the same job without a window, in $workspace."
make --no-print-directory headless
say "consilience sync sample"
$program --workspace $workspace sync sample
say "consilience themes"
$program --workspace $workspace themes
say "consilience paper export theme/participation"
$program --workspace $workspace paper export theme/participation -o $memo

say "Done"
echo "The memo is $(pwd)/$memo"
echo "To open the window, say \"make run\" on a desktop, or after \"ssh -X\" to this machine."
