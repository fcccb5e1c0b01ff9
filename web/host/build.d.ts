// Constants that the build fills in: see buildHostScript in internal/site.

/** By language: the frame's title, how numbers are written, and by width (CSS px) the height of the page beside its picture. */
declare const BUILD_LANGUAGES: Record<string, {
  title: string;
  format: { decimal: string; group: string };
  beside: [width: number, height: number][];
}>;

/** Where the site stands, for a copy of embed.js that stands elsewhere. */
declare const BUILD_ORIGIN: string;
