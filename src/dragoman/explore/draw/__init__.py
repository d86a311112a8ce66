"""Pictures as SVG, drawn by the server: colours come from the stylesheet, and everything drawn is also told."""
