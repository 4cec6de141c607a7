#!/bin/sh
# 1 GiB down and twice 1 GiB up through `Demo serve` in the release build, with curl at the other end: everything must
# arrive intact (SHA-256), while the server stays below 64 MiB of memory. Takes half a minute and 2 GiB in TMPDIR.
#
# Usage: Tests/Interop/gigabyte.sh [DEMO]     DEMO: the binary, default .build/release/Demo
set -eu
demo=${1:-.build/release/Demo}
limit_kib=65536
size=1073741824
folder=$(mktemp -d)
server=
finish() {
  status=$?
  if [ -n "$server" ]; then kill -KILL "$server" 2>/dev/null || true; fi
  rm -rf "$folder"
  exit $status
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
fail() { echo "gigabyte: $*" >&2; exit 1; }

"$demo" key --out "$folder/ca.key" --type p256 >/dev/null
"$demo" ca --key "$folder/ca.key" --subject "/CN=Test CA" --out "$folder/ca.pem" >/dev/null
"$demo" key --out "$folder/server.key" --type p256 >/dev/null
"$demo" csr --key "$folder/server.key" --subject "/CN=localhost" --dns localhost --out "$folder/server.csr" >/dev/null
"$demo" sign --csr "$folder/server.csr" --ca "$folder/ca.pem" --ca-key "$folder/ca.key" --out "$folder/server.pem" \
  >/dev/null

# Nothing repeats in a key stream, so a piece lost, doubled or moved changes the digest.
mkdir "$folder/root"
head -c "$size" /dev/zero | openssl enc -aes-128-ctr -K "$(printf '%032d' 7)" -iv "$(printf '%032d' 0)" \
  >"$folder/root/big"
digest=$(sha256sum "$folder/root/big" | cut -c 1-64)

"$demo" serve --cert "$folder/server.pem" --key "$folder/server.key" --root "$folder/root" --sink \
  --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/err" &
server=$!
port=
for _ in $(seq 200); do
  port=$(sed -n 's|.*https://127\.0\.0\.1:\([0-9]*\)/.*|\1|p' "$folder/out")
  [ -z "$port" ] || break
  kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat "$folder/err")"
  sleep 0.05
done
[ -n "$port" ] || fail "the server does not say where it listens"

curl() {
  command curl --silent --show-error --fail --noproxy '*' --max-time 300 --cacert "$folder/ca.pem" \
    --connect-to "::127.0.0.1:$port" "$@"
}
check_memory() {
  [ -r "/proc/$server/status" ] || return 0
  peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/$server/status")
  [ "$peak" -lt "$limit_kib" ] || fail "$1: the server took $peak KiB, over $limit_kib"
  echo "gigabyte: $1 intact; the server's peak memory is $peak KiB"
}

begin=$(date +%s)
received=$(curl https://localhost/big | sha256sum | cut -c 1-64)
[ "$received" = "$digest" ] || fail "the download arrived as $received, not $digest"
check_memory "download in $(($(date +%s) - begin)) s"

for encoding in "Content-Length: $size" "Transfer-Encoding: chunked"; do
  begin=$(date +%s)
  answer=$(curl --request POST --upload-file "$folder/root/big" --header "$encoding" https://localhost/sink)
  [ "$answer" = "$size $digest" ] || fail "the upload ($encoding) arrived as '$answer', not '$size $digest'"
  check_memory "upload ($encoding) in $(($(date +%s) - begin)) s"
done

kill -INT "$server"
wait "$server" || fail "the server ended with $?: $(cat "$folder/err")"
server=
