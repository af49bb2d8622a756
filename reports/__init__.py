"""What people take away from the bot: tables and archives of submitted forms. Pure: rows in, bytes out."""
