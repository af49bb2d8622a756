"""What is kept: tables, one module per aggregate, encryption, the outbox, the unit of work."""
