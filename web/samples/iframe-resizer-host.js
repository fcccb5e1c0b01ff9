// The host's side of iframe-resizer 4.
iFrameResize({}, "#two-boxes");
