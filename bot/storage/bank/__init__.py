"""What a server asks from: queries, a file a feature."""
