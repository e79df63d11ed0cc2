"""Tests of delivery: each message once, whatever happens on the way."""
