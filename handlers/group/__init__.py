"""What coordinators do in the group of their region. Nothing of a person's private chat is touched here."""
