// Constants that the build fills in for embed.js: see buildHostScript in internal/site.

/** The frame's title by language. */
declare const BUILD_TITLES: Record<string, string>;

/** By width the height of the page beside its picture, in CSS pixels. */
declare const BUILD_BESIDE: [width: number, height: number][];

/** The names of the figures in a host's text, by the scene that they belong to. */
declare const BUILD_COUNTERS: Record<string, string[]>;

/** The scene whose figures a live feed reports. */
declare const BUILD_LIVE_SCENE: string;

/** The language of the story itself, which replaces unknown ones. */
declare const BUILD_DEFAULT_LANGUAGE: string;

/** Whether this is the npm package's script. */
declare const BUILD_PACKAGED: boolean;

/** The site's address, for a copy of embed.js on another site. */
declare const BUILD_ORIGIN: string;
