"""The faces of the features, a folder each: commands in `cog.py`, screens in `views.py`."""
