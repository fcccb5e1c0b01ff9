#!/usr/bin/env bash
# Every command of the project; thin, over Go and Node tools. See README.md.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat >&2 <<'END'
usage: ./build.sh COMMAND

  serve [--port N]         build and serve the site; build again when a source file is saved
  dist [--stock]           write the site to dist/
  release                  dist/ as an archive with its checksum, in release/
  check                    format, vet, lint, types and unit tests: about a minute, without a browser
  test [PART…]             check, and the tests in Chromium; or only the parts that are named
  test --all               the same, and the long tests; what CI runs
  soak [--minutes N]       random actions in a browser, 20 minutes, checked against a model
  budget [--accept]        the sizes of the parts of dist/, beside what was agreed
  bench [GROUP…]           sizes, times, frames and memory beside peers, with their goals: bench/README.md
  first                    records which functions of the engine are sent first
  speed                    main thread time of each frame of each scene
  sheets [--scene ID] …    pictures of every scene: sheets/index.html
  sheets --social          the pictures for social networks
  sheets --readme          these and the README's moving picture

Parts of test: format vet staticcheck types lint units go harfbuzz site budget; walk for
e2e/walk.test.js, and so on; of --all: drill reproducible passes fuzz vulnerabilities soak, e2e/long, e2e/engines.
TWOBOXES_SEED=N sets the seed of random input, 1 by default; FUZZTIME=6s the time of each fuzz target.
END
  exit 2
}

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

debian() {
  say "installing $* from Debian"
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# install GROUP installs what some tests and tools need beyond Go and Node.
install() {
  case "$1" in
    harfbuzz) need hb-shape libharfbuzz-bin ;;
    chromium) # the tests run without the second, which not every Debian has, but take longer
      need chromium chromium
      need chromium-headless-shell chromium-headless-shell || true
      ;;
    pdf) need pdftotext poppler-utils ;;
    fonts) # of the translated pages, which many machines lack
      need fc-list fontconfig
      [ -n "$(fc-list 'DejaVu Sans')" ] || debian fonts-dejavu-core
      [ -n "$(fc-list :lang=ko)" ] || debian fonts-noto-cjk
      [ -n "$(fc-list :lang=hi)" ] || debian fonts-lohit-deva
      ;;
    servers)
      [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || debian nginx-light libnginx-mod-http-brotli-static
      need caddy caddy
      ;;
    browsers) # one that cannot be installed fails in CI; elsewhere its tests say that they are skipped
      need Xvfb xvfb libgl1-mesa-dri && need firefox-esr firefox-esr && need WebKitWebDriver webkit2gtk-driver ||
        [ "${CI:-}" != true ]
      ;;
    screenreader) # likewise
      need Xvfb xvfb libgl1-mesa-dri && need firefox-esr firefox-esr && need xdotool xdotool && need openbox openbox &&
        need dbus-daemon dbus && need speech-dispatcher speech-dispatcher && need orca orca at-spi2-core || [ "${CI:-}" != true ]
      ;;
    npm)
      need node nodejs npm
      if [ ! -e e2e/node_modules/.package-lock.json ] || [ e2e/package-lock.json -nt e2e/node_modules/.package-lock.json ]; then
        say "installing npm packages of the tests (npm ci in e2e/)"
        (cd e2e && npm ci --silent && touch node_modules/.package-lock.json)
      fi
      ;;
  esac
}

gofmt_check() {
  local unformatted
  unformatted=$(gofmt -l .)
  [ -z "$unformatted" ] || { echo "not formatted with gofmt: $unformatted" >&2; exit 1; }
}

# line_length fails where a line of a script is longer than 160 characters.
line_length() {
  ! git ls-files -z 'web/*.js' 'e2e/*.js' 'bench/*.js' ':!*.min.js' | LC_ALL=C.UTF-8 xargs -0 grep -nE '^.{161,}' /dev/null
}

# vulnerabilities asks the Go project's database about what ships. Nothing from npm does.
vulnerabilities() {
  local version=v1.9.0 found
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

command=${1:-}
[ $# -eq 0 ] || shift
case "$command" in
  serve | dist | release)
    compile
    exec "$tool" "$command" "$@"
    ;;
  check | test)
    install npm
    # The same random input each time, so that a failure comes from the change.
    export TWOBOXES_SEED=${TWOBOXES_SEED:-1}
    exec node e2e/run/main.js "$command" "$@"
    ;;
  soak)
    install npm
    install chromium
    compile
    "$tool" dist
    [[ " $* " == *" --minutes "* ]] || set -- --minutes 20 "$@"
    exec node e2e/soak.js "$@"
    ;;
  bench)
    install npm
    install chromium
    compile
    "$tool" dist
    exec node bench/bench.js "$@"
    ;;
  budget)
    need node nodejs
    compile
    "$tool" dist
    exec node bench/budget.js "$@"
    ;;
  first)
    install npm
    install chromium
    compile
    "$tool" dist -fast -recorder -out .cache/first
    exec node bench/first.js .cache/first
    ;;
  speed)
    install npm
    install chromium
    compile
    exec node bench/speed.js
    ;;
  sheets)
    install npm
    install fonts
    install chromium
    [[ " $* " != *" --readme "* ]] || need img2webp webp
    compile
    "$tool" dist -fast -out .cache/sheets
    exec node e2e/sheets.js --dist .cache/sheets "$@"
    ;;
  # Steps of check and test.
  install) install "$1" ;;
  gofmt) gofmt_check ;;
  line-length) line_length ;;
  staticcheck) exec go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./... ;;
  vulnerabilities) vulnerabilities ;;
  *) usage ;;
esac
