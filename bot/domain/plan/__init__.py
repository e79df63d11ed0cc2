"""Twelve weeks: what is to do when, how far somebody is, and the days on which they studied."""
