#!/bin/sh
# Cuts a font down to the Latin script: ./subset.sh INPUT OUTPUT
set -eu

# Latin and its extensions, combining accents, spaces and punctuation, super- and subscripts, currency,
# fractions, arrows, mathematical signs, simple shapes and ticks.
letters=U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+01FC-01FF,U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1E9E,U+1EA0-1EF9
accents=U+02BB-02BC,U+02C6-02C7,U+02C9,U+02D8-02DD,U+0300-0304,U+0306-030C,U+031B,U+0323,U+0326-0328
punctuation=U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203B,U+2044,U+205F
numbers=U+2070,U+2074-2079,U+2080-2089,U+20A9,U+20AC,U+2116,U+2122,U+2150-215E
signs=U+2190-2199,U+2212,U+2248,U+2260,U+2264-2265,U+25A0-25A1,U+25B2-25B3,U+25B6,U+25BC,U+25CB,U+25CF,U+2713,U+2717

exec pyftsubset "$1" --output-file="$2" --unicodes="$letters,$accents,$punctuation,$numbers,$signs" \
  --layout-features=ccmp,locl,kern,mark,mkmk,tnum --no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 --no-recalc-timestamp
