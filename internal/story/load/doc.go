// Package load reads the facts and the words of the story from their JSON files and checks them
// against each other. It is used when the site is built, never in the browser.
//
// Words contain no typed numbers. A number is a placeholder that names a fact and a format,
// "{turnout.2023 percent}"; "{formality cite}" cites a fact without a number, and shows only a link
// to its source; "{=count.guess}" is a slot that the page fills. So a number cannot
// differ between two sentences, and from every number the reader reaches who reported it.
package load
