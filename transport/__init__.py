"""How updates come in (polling, webhook) and how messages go out (presenter, courier, pacing)."""
