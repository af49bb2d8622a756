"""Run by Alembic for every command; the connection comes from storage.migrations.config."""

from alembic import context

from storage.schema.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
