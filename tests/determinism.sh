#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# determinism.sh PROGRAM...: whatever built the program, and wherever and however it runs, it must
# write the same files, byte for byte: in three locales, three time zones, with three umasks, in two
# directories, each with each, and each in both profiles and both syntaxes. PROGRAM is an idm-synth;
# the first one is the model. The locales are made for this, so that no program meets one that is
# not there, and falls back to C.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
model=
cat >"$scratch/hardened.json" <<'END'
{"profile": "hardened", "alert_subscriptions": [{"protocol": "email", "endpoint": "a@example.org"}]}
END
echo '{}' >"$scratch/default.json"
kinds="default-json default-hcl hardened-json hardened-hcl"

# In German a number has a decimal comma; in Turkish, i has another capital.
LOCPATH=$scratch/locales
export LOCPATH
mkdir "$LOCPATH"
for language in de_DE tr_TR; do
  localedef --no-archive -i "$language" -f UTF-8 "$LOCPATH/$language.UTF-8"
  [ "$(LC_ALL=$language.UTF-8 locale decimal_point)" = , ] || {
    echo "there is no locale $language.UTF-8" >&2
    exit 1
  }
done

# write PROGRAM DIRECTORY UMASK VARIABLE=VALUE...: writes into DIRECTORY, from within it.
write() {
  program=$1 directory=$2 mask=$3
  shift 3
  mkdir -p "$directory"
  for kind in $kinds; do
    (cd "$directory" && umask "$mask" &&
      env -i PATH=/usr/bin:/bin LOCPATH="$LOCPATH" "$@" \
        "$program" synth --quiet --no-verify --config "$scratch/${kind%-*}.json" \
        --format "${kind#*-}" -o "$kind" >/dev/null)
  done
}

# same DIRECTORY: as the model's?
same() {
  diff -r "$model" "$1" || {
    echo "the files of $program differ" >&2
    exit 1
  }
}

compared=0
for program; do
  program=$(realpath -- "$program")
  for directory in plain "another directory, öäü"; do
    for locale in C de_DE.UTF-8 tr_TR.UTF-8; do
      for zone in UTC0 Asia/Kathmandu America/St_Johns; do
        for mask in 022 077 002; do
          out="$scratch/$directory"
          rm -rf "$out"
          write "$program" "$out" "$mask" LC_ALL="$locale" LANG="$locale" TZ="$zone" HOME="$scratch"
          if [ -z "$model" ]; then
            model=$scratch/model
            cp -R "$out" "$model"
            for kind in $kinds; do
              [ -n "$(ls "$model/$kind")" ] || {
                echo "$program writes no files: $kind" >&2
                exit 1
              }
            done
          fi
          same "$out"
          compared=$((compared + 1))
        done
      done
    done
  done
done
hash=$(cd "$model" && cat ./*/* | sha256sum)
echo "$compared cells of four runs, one hash: ${hash%% *}"
