package load

// PageKeys lists every key that a words file's "page" must have, each with the slots its text must
// hold. It is the one place to add a word of the page.
var PageKeys = map[string][]string{
	// The explainer's name, on the page and where it is shared.
	"title":       nil,
	"description": nil,

	// Navigation.
	"steps":          nil, // names the list of steps
	"step":           {"step", "steps"},
	"play":           nil,
	"back":           nil,
	"next":           nil,
	"replay":         nil,
	"again":          nil, // the whole story from its beginning
	"pause":          nil,
	"resume":         nil,
	"text":           nil, // read as text
	"pictures":       nil, // and back again
	"share":          nil,
	"embed":          nil, // code for the reader's own page
	"share.province": nil, // what is shared, with the link: of who has found three countries that read the provinces' result,
	"share.county":   nil, // or that of cities and counties
	"share.fewer":    nil, // of who has not
	"copied":         nil,
	"copy":           nil, // when it could not be copied
	"language":       nil,
	"sound":          nil, // a switch: off until it is pressed
	"sound.on":       nil, // announced: what is heard
	"sound.live":     nil, // instead, beside a feed
	"info":           nil, // opens what is not on the card: sources, notes, language, share
	"close":          nil, // and closes it
	"keys":           nil, // how a keyboard operates all of it
	"contents":       nil, // heads the list of steps there
	"whole":          nil, // from a picture alone to the whole explainer

	// The engine.
	"loading":        nil,
	"play.size":      {"size"},            // in megabytes
	"progress":       {"loaded", "total"}, // in megabytes
	"static":         nil,                 // the browser cannot run the pictures
	"failed":         nil,                 // the pictures failed
	"retry":          nil,
	"unscripted":     nil,
	"replayed":       nil, // announced
	"paused":         nil, // announced
	"picture":        nil, // heads a picture's description
	"told":           nil, // heads the list of outcomes
	"result":         nil, // heads the outcome of a choice
	"choice.none":    nil, // before the first choice
	"slider.between": nil, // in place of a figure, between two reported ones
	"private":        nil,

	// Sources.
	"says":            nil,      // heads the attribution
	"plain":           nil,      // heads a step's notes in plain language,
	"notes":           nil,      // and those in full
	"source":          {"fact"}, // names the mark beside a figure
	"sources":         nil,
	"sources.intro":   nil,
	"source.dated":    {"date"},
	"source.undated":  nil,
	"source.unlinked": nil,
	"source.unread":   nil, // no copy of the source was found
	"source.derived":  {"facts"},
	"source.own":      nil,
	"source.single":   nil,
	"source.told":     nil, // links back to the steps that cite the fact
	"method":          nil,
	"method.1":        nil,
	"method.2":        nil,
	"method.3":        nil,
	"method.4":        nil,
	"method.5":        nil,
	"published":       {"published"},
	"updated":         {"updated"},
	"credits":         nil,
	"credits.who":     nil,

	// Corrections.
	"corrections":      nil,
	"corrections.how":  nil,
	"corrections.none": nil,
	"corrections.fact": {"date"}, // heads a correction on the fact's source card

	// A live election.
	"feed.title":       nil, // before the feed gives a name
	"feed.missing":     nil, // in a browser that is too old for a feed
	"feed.waiting":     nil, // no reading yet
	"feed.unreachable": nil, // and none can be had
	"feed.turnout":     {"turnout"},
	"feed.none":        nil, // no turnout reported yet
	"feed.test":        nil, // over the figures of a rehearsal
	"feed.withdrawn":   nil,
	"feed.counted":     {"done", "total"}, // polling districts, say
	"feed.range":       {"low", "high"},   // of turnout
	"feed.for":         {"for"},
	"feed.against":     {"against"},
	"feed.asof":        {"date", "time"}, // of the latest report
	"feed.old":         {"date", "time"}, // instead, when the latest report is old
	"feed.final":       {"date"},         // of the final report
	"feed.corrected":   {"when"},         // one of the three before, when the report's figures were corrected
	"feed.reports":     nil,              // heads the table of the evening's reports
	"feed.col.turnout": nil,              // heads a column of the table of units
	"feed.col.for":     nil,
	"feed.col.against": nil,
	"feed.last":        nil, // the last row of an earlier election's
	"feed.source":      {"source"},
	"feed.replay":      nil, // the election's name in the local server's replay

	// The article around it.
	"article.explainer": nil, // names the frame
	"article.skip":      nil,
	"article.skipped":   nil,
	"article.more":      nil,
}
