/**
 * A text with its slots filled in.
 * @param {string} text with slots, "{=name}"
 * @param {Record<string, string | number>} slots
 */
export const fill = (text, slots) =>
  Object.entries(slots).reduce((filled, [name, value]) => filled.replace(`{=${name}}`, () => String(value)), text);
