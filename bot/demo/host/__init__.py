"""All that touches SimCord’s internals; a new release of it is read against this folder."""
