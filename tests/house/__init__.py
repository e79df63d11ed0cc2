"""The house itself: contracts, settings, command line, log and style."""
