"""XLSForm tables in (Markdown, Excel, CSV): compiled, checked, described."""
