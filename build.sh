#!/usr/bin/env bash
# Everything there is to run; thin, over Go tools. See README.md.
set -euo pipefail
cd "$(dirname "$0")"

# The build tool is compiled once, so that Ctrl-C reaches it and not the go command.
tool=.cache/bin/build
build() {
  go build -o "$tool" ./internal/build
  exec "$tool" "$@"
}

case "${1:-}" in
  serve) build "$@" ;;
  dist) build "$@" ;;
  *)
    echo "usage: ./build.sh serve|dist [options]" >&2
    exit 2
    ;;
esac
