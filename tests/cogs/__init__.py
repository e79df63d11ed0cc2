"""Every feature as the people meet it, and the rules that all screens and commands keep."""
