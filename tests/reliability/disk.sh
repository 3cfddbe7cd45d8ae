#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# disk.sh PROGRAM: on a full disk, on one that is read-only, and in a directory that may not be
# written, PROGRAM (an idm-synth) says so, and the old files stand as they were with nothing beside
# them. The disks are file systems in memory, mounted where only this test sees them; where that is
# not allowed, the test is skipped, or fails if CI or IDM_SYNTH_REQUIRE_ACCEPTANCE is set.
set -eu
program=$(realpath -- "$1")

if [ "${2-}" != mounted ]; then
  unshare --user --map-root-user --mount true 2>/dev/null || {
    echo "${0##*/}: no mount namespace may be made here" >&2
    [ -z "${CI-}${IDM_SYNTH_REQUIRE_ACCEPTANCE-}" ] || exit 1
    exit 77
  }
  exec unshare --user --map-root-user --mount "$0" "$program" mounted
fi

scratch=$(mktemp -d)
trap 'umount "$scratch/disk" 2>/dev/null; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/disk" "$scratch/expected"
cd "$scratch"
echo '{}' >old.json
echo '{"name_prefix": "other"}' >new.json
"$program" synth --quiet --no-verify --config old.json -o expected

# PROGRAM without the capabilities of root, so that permissions count.
unprivileged() {
  setpriv --bounding-set=-all --inh-caps=-all -- "$program" "$@"
}

# refused WHAT REASON: the new files are refused for that reason, and nothing has changed.
refused() {
  status=0
  unprivileged synth --quiet --no-verify --config new.json -o disk 2>error || status=$?
  if [ "$status" -ne 2 ] || [ "$(wc -l <error)" -ne 1 ] || ! grep -q "^error: .*: $2\$" error; then
    echo "$1: exit $status" >&2
    cat error >&2
    exit 1
  fi
  diff -r expected disk >&2 || {
    echo "$1: something has changed" >&2
    exit 1
  }
}

# Room for the old files, and for that many KiB more.
for room in 0 4 16 28; do
  mount -t tmpfs -o "size=$((36 + room))k" disk disk
  "$program" synth --quiet --no-verify --config old.json -o disk
  refused "$room KiB are left" "No space left on device"
  umount disk
done

mount -t tmpfs disk disk
"$program" synth --quiet --no-verify --config old.json -o disk
chmod a-w disk
refused "no permission to write" "Permission denied"
chmod a-x disk
refused "no permission to search" "Permission denied"
chmod a+x,u+w disk
mount -o remount,ro disk
refused "read-only" "Read-only file system"
# Where nothing is to be written, that is no matter.
"$program" synth --quiet --no-verify --config old.json -o disk
echo "7 refusals, nothing changed"
