//go:build !js

// Package assets embeds facts, words and fonts into programs that run outside a browser. In a
// browser they come as a pack.
package assets

import "embed"

// Files has the facts and dates, words/ and fonts/.
//
//go:embed *.json words fonts
var Files embed.FS
