"""The pages, one kind a module; each module's `add` gives its addresses to the site."""
