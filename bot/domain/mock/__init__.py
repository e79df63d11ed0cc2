"""Mock interviews: the kit an interviewer works from and the scorecard both sides fill."""
