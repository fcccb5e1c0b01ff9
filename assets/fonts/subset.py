#!/usr/bin/python3
"""Cuts a font down to one script: ./subset.py SCRIPT INPUT OUTPUT"""

import sys

from fontTools import subset
from fontTools.ttLib.tables import otTables


def coded(coding, first, last):
    """The characters of a two-byte character set, such as euc_kr, whose first byte is first to last."""
    pairs = (bytes((a, b)) for a in range(first, last + 1) for b in range(0xA1, 0xFF))
    return ",".join(f"{ord(char):04X}" for char in b"".join(pairs).decode(coding, "ignore"))


# Every font needs its own spaces: a space is set in the font of the letters before it.
SPACES = "0020,00A0"

# What Chinese, Japanese and Korean share: their punctuation, and letters and signs as wide as a syllable.
WIDE = "3000-301F,FF01-FF5E,FFE0-FFE6"

# Latin and its extensions, combining accents, spaces and punctuation, super- and subscripts, currency,
# fractions, arrows, mathematical signs, simple shapes and ticks.
LATIN = ",".join((
    "0020-007E,00A0-017F,018F,0192,01A0-01A1,01AF-01B0,01CD-01DC,01E6-01E7,01FC-01FF,0218-021B,0237,0259,1E80-1E85,1E9E,1EA0-1EF9",
    "02BB-02BC,02C6-02C7,02C9,02D8-02DD,0300-0304,0306-030C,031B,0323,0326-0328",
    "2002-200B,2010-2015,2018-201E,2020-2022,2026,202F,2030,2032-2033,2039-203B,2044,205F",
    "2070,2074-2079,2080-2089,20A9,20AC,2116,2122,2150-215E",
    "2190-2199,2212,2248,2260,2264-2265,25A0-25A1,25B2-25B3,25B6,25BC,25CB,25CF,2713,2717",
))

# By script: its letters, and the layout features that they need.
SCRIPTS = {
    "latin": (LATIN, "ccmp,locl,kern,mark,mkmk,tnum"),
    # Russian, Ukrainian, Belarusian, Bulgarian and Serbian, and the accents written over their vowels. Punctuation, « » and № among it,
    # stands in the Latin file.
    "cyrillic": (f"{SPACES},0300-0301,0306,0308,0400-045F,0490-0491", "ccmp,locl,kern,mark,mkmk"),
    # The 2,350 syllables of KS X 1001, which is what newspapers write, and single letters.
    "korean": (f"{SPACES},{WIDE},3131-3163,{coded('euc_kr', 0xB0, 0xC8)}", "ccmp,locl,kern"),
    # Kana, and the 2,965 kanji of JIS X 0208's first level, which newspapers seldom go beyond.
    "japanese": (f"{SPACES},{WIDE},3041-3096,3099-30FF,{coded('euc_jp', 0xB0, 0xCF)}", "ccmp,locl,kern"),
    # The 3,755 characters of GB 2312's first level, which newspapers seldom go beyond.
    "chinese": (f"{SPACES},{WIDE},{coded('gb2312', 0xB0, 0xD7)}", "ccmp,locl,kern"),
    # Arabic with its extensions, and the marks that steer direction and joining.
    "arabic": (
        f"{SPACES},0600-06FF,0750-077F,08A0-08FF,200C-200F,2066-2069,25CC",
        "ccmp,locl,isol,init,medi,fina,rlig,liga,calt,kern,curs,mark,mkmk",
    ),
    # Devanagari with its danda, and the features that join, stack and place its letters and signs.
    "devanagari": (
        f"{SPACES},002C,0900-097F,200C-200D,25CC",
        "ccmp,locl,nukt,akhn,rphf,rkrf,pref,blwf,half,pstf,vatu,cjct,pres,abvs,blws,psts,haln,calt,kern,dist,abvm,blwm",
    ),
}


def listed(coverage, font):
    """Writes which glyphs a lookup covers as a list. go-text 0.3.5 passes over most of those that are
    written as ranges, so that letters don't join or kern (its issue 278; later versions are mended)."""
    coverage.Format = 1
    return {"GlyphArray": sorted(coverage.glyphs, key=font.getGlyphID)}


def main(script, source, target):
    letters, features = SCRIPTS[script]
    otTables.Coverage.preWrite = listed
    subset.main([
        source, f"--output-file={target}", f"--unicodes={letters}", f"--layout-features={features}",
        "--no-hinting", "--name-IDs=0,1,2,3,4,5,6,13,14", "--no-recalc-timestamp",
    ])


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in SCRIPTS:
        sys.exit(f"{__doc__}\nScripts: {', '.join(SCRIPTS)}")
    main(*sys.argv[1:])
