#!/bin/bash
# Runs after the files are gone: "remove" and "purge" from dpkg, 0 from rpm; an upgrade says otherwise.
case "$1" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
else
  rm -f '/usr/bin/${executable}'
fi

PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$PROFILE" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && hash apparmor_parser 2>/dev/null; then
    apparmor_parser --remove "$PROFILE" || true
  fi
  rm -f "$PROFILE"
fi

if [ "$1" != "purge" ]; then
  echo "${sanitizedProductName} is removed. Patients' records were left in place: ~/.config/Chartwell of each person, with their keys in that person's keyring. The policy in /etc/chartwell was left too."
fi
