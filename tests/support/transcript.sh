#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs one transcript and compares: transcript.sh CASE PROGRAM_DIRECTORY SOURCE_DIRECTORY
# tests/cli/CMakeLists.txt says what a transcript looks like.
set -u
LC_ALL=C
export LC_ALL
case_file=$1 programs=$2 source=$3

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
work=$scratch/work
actual=$scratch/actual
mkdir "$work" || exit 1

# quote PATH: as the pattern of a sed command that ends with |.
quote() { printf '%s' "$1" | sed 's/[][\\.*^$|]/\\&/g'; }

# print MARK FILE: the lines of the file behind a mark, without the paths of this machine.
print() {
  [ -s "$2" ] || return 0
  sed -e "s|$(quote "$work")|WORK|g" -e "s|$(quote "$source")|SOURCE|g" \
    -e "s/^/$1 /" -e 's/^\(.\) $/\1/' "$2"
  [ -z "$(tail -c 1 "$2")" ] || printf '\n\\ no newline at the end\n'
}

run() {
  # Nothing of the caller's environment but what a sanitizer needs.
  (cd "$work" && exec env -i PATH="$programs:/usr/bin:/bin" HOME="$scratch" LC_ALL=C TZ=UTC0 \
    SOURCE="$source" ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" \
    sh -c "$1" </dev/null >"$scratch/out" 2>"$scratch/err")
  status=$?
  print '|' "$scratch/out"
  print '!' "$scratch/err"
  [ "$status" -eq 0 ] || echo "? $status"
}

replay() {
  command=
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      '> '* | '>')
        printf '%s\n' "$line"
        line=${line#'>'}
        command="$command
${line#' '}"
        continue
        ;;
    esac
    if [ -n "$command" ]; then
      run "$command"
      command=
    fi
    case $line in
      '$ '*)
        command=${line#'$ '}
        printf '%s\n' "$line"
        ;;
      '| '* | '|' | '! '* | '!' | '? '* | '\ '*) ;; # what the run before printed
      '' | '#'*) printf '%s\n' "$line" ;;
      *)
        echo "$case_file: a line starts with none of # \$ > | ! ?: $line" >&2
        return 1
        ;;
    esac
  done <"$case_file"
  [ -z "$command" ] || run "$command"
}

replay >"$actual" || exit 1
cmp -s "$case_file" "$actual" && exit 0
if [ "${UPDATE_SNAPSHOTS-}" = 1 ]; then
  if [ -z "${CI-}" ]; then
    cat "$actual" >"$case_file"
    exit 0
  fi
  echo "CI does not update snapshots: do it elsewhere, and commit the file" >&2
fi
echo "$case_file differs; if this is intended, run the tests with UPDATE_SNAPSHOTS=1" >&2
diff -u "$case_file" "$actual" | sed '1,2d' >&2
exit 1
