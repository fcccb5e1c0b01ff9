// Constants that the build fills in for every script: see bundle in internal/site.

/** One of the picture's compositions: the smallest width that it is for, the greatest that it grows to, in CSS pixels, and its proportions. */
interface BuildShape {
  from: number;
  most: number;
  width: number;
  height: number;
}

/** All shapes, narrowest first, as in internal/stage. */
declare const BUILD_SHAPES: BuildShape[];

/** The shape of layout=stage. */
declare const BUILD_PINNED: BuildShape;

/** What the script of a live feed says, by language and key. */
declare const BUILD_FEED_WORDS: Record<string, Record<string, string>>;
