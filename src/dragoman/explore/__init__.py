"""An archive in the browser: pages made by the server, which work without scripts and reach no other machine."""
