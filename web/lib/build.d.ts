// Constants that the build fills in for every script: see bundle in internal/site.

/** One of the picture's compositions: the smallest width that it is for, the greatest that it grows to, in CSS pixels, and its proportions. */
interface BuildShape {
  from: number;
  most: number;
  width: number;
  height: number;
  /** What must be seen of the host's page, in CSS pixels of height; any if missing. */
  needs?: number;
}

/** The shapes that a width chooses, narrowest first, as in internal/stage. */
declare const BUILD_SHAPES: BuildShape[];

/** The same and BUILD_TALL, by the smallest width. */
declare const BUILD_FRAME_SHAPES: BuildShape[];

/** The shape in place of the narrow one where there is room: see setTall in web/player/appearance.js. */
declare const BUILD_TALL: Required<BuildShape>;

/** The shape of layout=stage. */
declare const BUILD_PINNED: BuildShape;

/** What the script of a live feed says in its language, by key. */
declare const BUILD_FEED_WORDS: Record<string, string>;
