// The host's side of pym.js.
const place = document.getElementById("two-boxes");
new pym.Parent("two-boxes", place.dataset.src, { title: document.title });
