#!/bin/sh
# Install those programs of Debian that the tests in this folder run, if they are missing.
set -eu

missing=""
for needed in chromium java:default-jre-headless pdftoppm:poppler-utils fc-list:fontconfig; do
    command -v "${needed%%:*}" >/dev/null || missing="$missing ${needed##*:}"
done
for package in libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core; do
    dpkg -s $package >/dev/null 2>&1 || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "installing$missing"
[ "$(id -u)" -eq 0 ] || exec sudo "$0"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 - a list of words
apt-get install -y -qq --no-install-recommends $missing >/dev/null
