"""The service put together: settings, the ASGI application, the command line, static assets."""
