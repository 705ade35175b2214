#!/bin/sh
# Makes the fonts of preview images anew, in the folder of this script: Geist from its npm package, without the letters, the
# features and the hints that images do not use. Needs npm and Python; what it installs stays in a temporary folder.
set -eu
cd "$(dirname "$0")"
fonts=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent geist@1.9.2
tar -xzf geist-1.9.2.tgz
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.68.0

subset() {
    tools/bin/pyftsubset "package/dist/fonts/$1" --output-file="$fonts/$2" --unicodes="$3" \
        --layout-features=kern,mark,mkmk,ccmp,locl --no-hinting --desubroutinize --name-IDs=0,1,2,3,4,5,6,13,14,16,17 \
        --no-recalc-timestamp
}

# Latin with the letters of Europe and Vietnam, Cyrillic, punctuation, currencies, arrows and signs.
letters=U+0020-007E,U+00A0-024F,U+0259,U+02B9-02DD,U+0300-0338,U+0391-03C9,U+0400-052F,U+1E00-1EFF,U+2010-2027,U+2030-2044,U+2070-2089
signs=U+20A0-20BF,U+2116,U+2122,U+2126,U+2190-2199,U+2200-2265
subset geist-sans/Geist-Regular.ttf geist-regular.ttf "$letters,$signs"
subset geist-sans/Geist-SemiBold.ttf geist-semibold.ttf "$letters,$signs"
subset geist-mono/GeistMono-Regular.ttf geist-mono.ttf U+0020-007E,U+00A0-00FF,U+2026
cp package/LICENSE.txt "$fonts/geist-LICENSE.txt"
