#!/usr/bin/env bash
# Everything there is to run; thin, over Go tools. See README.md.
set -euo pipefail
cd "$(dirname "$0")"

# The build tool is compiled first, so that Ctrl-C reaches it and not the go command.
tool=.cache/bin/twoboxes
compile() {
  [ -e "$tool" ] || echo "compiling the build tool (the first time this downloads Go modules and takes a minute or two) …" >&2
  go build -o "$tool" ./cmd/twoboxes
}

say() { printf '\n== %s\n' "$*"; }

# need COMMAND PACKAGE… installs Debian packages when the command is missing.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null || debian "$@"
}

# fonts installs the letters of the translated pages, which many machines lack.
fonts() {
  need fc-list fontconfig
  [ -n "$(fc-list :lang=ko)" ] || debian fonts-noto-cjk
}

debian() {
  say "installing $* from Debian"
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

npm_packages() {
  need node nodejs npm
  if [ ! -e e2e/node_modules/.package-lock.json ] || [ e2e/package-lock.json -nt e2e/node_modules/.package-lock.json ]; then
    say "installing npm packages of the tests (npm ci in e2e/)"
    (cd e2e && npm ci --silent && touch node_modules/.package-lock.json)
  fi
}

run_tests() {
  local all=
  case "${1:-}" in
    --all) all=1 ;;
    "") ;;
    *) echo "usage: ./build.sh test [--all]" >&2; exit 2 ;;
  esac
  export TWOBOXES_LONG=$all
  # What is left to chance is the same each time, so that a failure is the change's.
  export TWOBOXES_SEED=${TWOBOXES_SEED:-1}

  say "Go: format, vet, staticcheck"
  local unformatted
  unformatted=$(gofmt -l .)
  [ -z "$unformatted" ] || { echo "not gofmt'd: $unformatted" >&2; exit 1; }
  go vet ./...
  GOOS=js GOARCH=wasm go vet . ./scenes/... ./internal/host/...
  go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

  need hb-shape libharfbuzz-bin
  say "Go: tests"
  go test ./...
  if [ -n "$all" ]; then
    fuzz
    vulnerabilities
  fi

  npm_packages
  say "JavaScript: types"
  (cd e2e && npx tsc -p ../web/jsconfig.json && npx tsc -p jsconfig.json && npx tsc -p ../bench/jsconfig.json)
  say "JavaScript: unit tests"
  node --test e2e/unit/*.test.js

  say "the site"
  compile
  "$tool" dist
  say "what it weighs"
  node bench/budget.js

  need chromium chromium
  if [ -n "$all" ]; then
    fonts
    [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || debian nginx-light libnginx-mod-http-brotli-static
    need caddy caddy
  fi
  say "the site in Chromium"
  (cd e2e && node --test --test-concurrency=1 ./*.test.js)
  if [ -n "$all" ]; then
    say "a reader who never tires"
    node e2e/soak.js --minutes 3
    engines
  fi
}

# engines takes the walk through telephones, Firefox and WebKit, one after another. A browser that
# cannot be installed fails in CI; elsewhere its tests say that they are skipped.
engines() {
  need Xvfb xvfb libgl1-mesa-dri && need firefox-esr firefox-esr && need WebKitWebDriver webkit2gtk-driver ||
    [ "${CI:-}" != true ] || exit 1
  say "the site on telephones, in Firefox and in WebKit"
  (cd e2e && node --test --test-concurrency=1 engines/*.test.js)
}

# fuzz gives every fuzz target a short while, and spends none of it on making interesting inputs
# smaller: a whole file of words takes longer than that.
fuzz() {
  local file target
  for file in $(git ls-files '*_test.go' | xargs grep -l '^func Fuzz'); do
    for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' "$file"); do
      say "fuzzing $target"
      go test "./$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-15s}" -fuzzminimizetime 1x
    done
  done
}

# vulnerabilities asks the Go project's database about what ships. Nothing from npm does.
vulnerabilities() {
  local version=v1.9.0 found
  say "known vulnerabilities in what ships (govulncheck $version)"
  GOBIN="$PWD/.cache/bin" go install "golang.org/x/vuln/cmd/govulncheck@$version"
  if found=$(GOOS=js GOARCH=wasm .cache/bin/govulncheck . 2>&1); then
    echo "$found"
  elif [[ $found == *"fetching vulnerabilities:"* ]]; then
    echo "SKIPPED: the database cannot be reached: $found"
  else
    echo "$found" >&2
    exit 1
  fi
}

case "${1:-}" in
  serve | dist | release)
    compile
    exec "$tool" "$@"
    ;;
  test)
    shift
    run_tests "$@"
    say "all checks passed"
    ;;
  bench)
    npm_packages
    need chromium chromium
    compile
    "$tool" dist
    exec node bench/bench.js
    ;;
  budget)
    shift
    need node nodejs
    compile
    "$tool" dist
    exec node bench/budget.js "$@"
    ;;
  speed)
    npm_packages
    need chromium chromium
    compile
    exec node bench/speed.js
    ;;
  sheets)
    shift
    npm_packages
    fonts
    need chromium chromium
    compile
    "$tool" dist -fast -out .cache/sheets
    exec node e2e/sheets.js --dist .cache/sheets "$@"
    ;;
  *)
    echo "usage: ./build.sh serve|dist|release|test|budget|bench|speed|sheets [options]" >&2
    exit 2
    ;;
esac
