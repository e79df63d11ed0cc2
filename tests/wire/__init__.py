"""The real discord.py client, over HTTP and websocket, against the loopback Discord."""
