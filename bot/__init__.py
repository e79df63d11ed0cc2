"""Loopmate: a Discord bot for study groups that prepare for AWS engineering interviews."""

VERSION = "0.1.0"
