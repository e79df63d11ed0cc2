"""Mock interviews: who takes part, when, and with whom never."""
