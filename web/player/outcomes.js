// Which outcome of a step the reader's choices lead to.

/**
 * Reads conditions as the page carries them, "ballot.room=two ballot.box=for".
 * @param {string} text
 * @returns {[name: string, value: string][]}
 */
export const conditions = (text) =>
  text.split(" ").filter(Boolean).map((pair) => {
    const [name, value = ""] = pair.split("=");
    return [name, value];
  });

/**
 * The index of the first outcome whose conditions all hold, or -1.
 * @param {[name: string, value: string][][]} outcomes
 * @param {(name: string) => string} chosen the value chosen for a name, "" for none
 */
export const outcomeFor = (outcomes, chosen) =>
  outcomes.findIndex((all) => all.length > 0 && all.every(([name, value]) => chosen(name) === value));
