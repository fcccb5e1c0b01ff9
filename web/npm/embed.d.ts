// Types of the elements <two-boxes> and <two-boxes-counter>. Importing the package defines them in a
// browser; elsewhere it does nothing.

/** A scene's id. */
export type Scene = "cover" | "history" | "selection" | "ballot" | "turnout" | "count" | "meaning";

/** See docs/contract.md. `poster` until the explainer has reported another one. */
export type State = "poster" | "loading" | "playing" | "paused" | "resting" | "static" | "failed";

/** A scene is shown. */
export interface SceneDetail {
  scene: Scene;
  /** From 0. */
  index: number;
  of: number;
  by: "reader" | "host" | "start";
}

export interface StateDetail {
  state: State;
}

/** Figures in per cent; null: not reported. */
export interface Shares {
  turnout: number | null;
  for: number | null;
  against: number | null;
}

/** One report of a live feed, with the figures of the unit that is shown. */
export interface Reading extends Shares {
  election: string;
  /** RFC 3339. */
  asOf: string;
  final: boolean;
  /** Of test data all figures are null. */
  test: boolean;
  /** The id of the unit that is shown; "" in version 1 of the feed. */
  unit: string;
  /** All units of the feed; one, with the id "", in version 1. */
  units: (Shares & { id: string })[];
}

/** The attributes of <two-boxes>; all of them may change later. */
export interface TwoBoxesAttributes {
  lang?: string;
  /** The first scene; set later, the explainer goes there. */
  scene?: Scene;
  theme?: "auto" | "light" | "dark";
  layout?: "card" | "stage";
  load?: "near" | "click" | "eager";
  /** The address of live results. */
  feed?: string;
  /** One unit of that feed, by its id; its first by default. */
  unit?: string;
  controls?: "full" | "none";
  motion?: "auto" | "reduced" | "full";
  /** rrggbb or rgb, with or without #, as are ink and accent. */
  paper?: string;
  ink?: string;
  accent?: string;
  /** 0 to 24, in CSS pixels. */
  radius?: string | number;
  /** Stays in view above the paragraphs that it belongs to, on narrow windows. */
  pin?: "" | boolean;
  debug?: string;
}

/** The attributes of <two-boxes-counter>. */
export interface TwoBoxesCounterAttributes {
  /** `for` and `against` are the votes that a live feed reports. */
  of: "turnout" | "for" | "against" | "province.for" | "province.against" | "county.for" | "county.against";
  /** One unit of the feed, by its id; otherwise the one that the place shows. */
  unit?: string;
  /** The id of the place that it belongs to; otherwise the nearest. */
  for?: string;
}

/** Properties for listeners, in frameworks that have them. */
export interface TwoBoxesListeners {
  onscene?: (event: CustomEvent<SceneDetail>) => void;
  onstate?: (event: CustomEvent<StateDetail>) => void;
  onreading?: (event: CustomEvent<Reading>) => void;
}

export interface TwoBoxesEventMap extends HTMLElementEventMap {
  scene: CustomEvent<SceneDetail>;
  state: CustomEvent<StateDetail>;
  reading: CustomEvent<Reading>;
}

export interface TwoBoxesElement extends HTMLElement {
  /** The scene that is shown; setting it goes there. */
  scene: string;
  readonly state: State;
  /** The latest report of the live feed; null: none. */
  readonly reading: Reading | null;
  addEventListener<K extends keyof TwoBoxesEventMap>(
    type: K,
    listener: (this: TwoBoxesElement, event: TwoBoxesEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof TwoBoxesEventMap>(
    type: K,
    listener: (this: TwoBoxesElement, event: TwoBoxesEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

export interface TwoBoxesCounterElement extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "two-boxes": TwoBoxesElement;
    "two-boxes-counter": TwoBoxesCounterElement;
  }
  /** The host script's only global. */
  var TwoBoxes: undefined | {
    /** Finds places and figures. It is done by itself whenever the page changes, but not in shadow roots. */
    scan(): void;
    /** The height of a frame of that width before it has reported its own, both in CSS pixels; the same in every language. */
    height(lang: string, width: number): number;
  };
}
