// Constants that the build fills in for every script: see bundle in internal/site.

/** One of the picture's compositions: the smallest width that it is for, in CSS pixels, and its proportions. */
interface BuildShape {
  from: number;
  width: number;
  height: number;
}

/** All shapes, narrowest first, as in internal/stage. The picture grows no wider than the last one's width. */
declare const BUILD_SHAPES: BuildShape[];
