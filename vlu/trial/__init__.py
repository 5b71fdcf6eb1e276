"""The trial: PostgreSQL and Valkey without an installation, and `make run`. Production never imports what is in here.

Who keeps what alive: a keeper process per server starts it and stops it when the last process using it has ended
(keeper.py); attach.py is how a process becomes one of those; supervisor.py is `make run`, which is one of those too.
"""
