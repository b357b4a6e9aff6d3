#!/usr/bin/env bash
# Makes bundles of 8-bit integers out of the bundled model, and says what they cost and gain: docs/models.md has the result.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "Usage: bench/models/int8.sh CALIBRATION.zip TEST.zip   # of class/NNNN.jpg" >&2
  exit 2
fi
calibration=$(realpath "$1")
test=$(realpath "$2")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/calibration" "$work/test"
(cd "$work/calibration" && jar xf "$calibration")
(cd "$work/test" && jar xf "$test")

floats=job/models/pp-lcnet-x0_5-cifar10
for bits in 7 8; do
  deploy/frametag model quantise "$floats" --images "$work/calibration" --output "$work/int8-$bits" --weight-bits "$bits"
  echo
  echo "Weights of $bits bits:"
  deploy/frametag model check "$work/int8-$bits" --against "$floats" --images "$work/test" --exact --labelled |
    grep -A 9 '^agreement'
  echo
done
