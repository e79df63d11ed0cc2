"""Mock interviews: joining, hours, and the private list of those never to meet."""
