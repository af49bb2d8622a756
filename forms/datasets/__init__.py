"""Tables beside a form (CSV, GeoJSON, XML): read within bounds, looked up and searched by index."""
