#!/usr/bin/env bash
# Unlocks a keyring of its own on this private session bus, then runs the command under it.
set -euo pipefail
export XDG_DATA_HOME="$CHARTWELL_KEYRING_DIR"
runtime=$(mktemp -d)
export XDG_RUNTIME_DIR="$runtime"
trap 'kill "${daemon:-}" 2>/dev/null || true; rm -rf "$runtime"' EXIT
printf 'development\n' | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
daemon=$!
for _ in $(seq 1 100); do
  if dbus-send --session --dest=org.freedesktop.DBus --print-reply / org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1; then break; fi
  sleep 0.05
done
status=0
"$@" || status=$?
exit "$status"
