"""The demo: its panes, its sidebar, what it keeps and how it starts."""
