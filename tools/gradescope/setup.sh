#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the autograder's image: Python, libseccomp, the course's packages.
set -euo pipefail

apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 python3-venv libseccomp2
python3 "${COURSE:-/autograder/source/course}/start.py" check --help > /dev/null
