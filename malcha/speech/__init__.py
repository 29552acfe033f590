"""What this machine hears and speaks with, put together for a gateway, a server and files."""
