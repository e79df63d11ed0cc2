"""What deeds earn, and who sees it."""
