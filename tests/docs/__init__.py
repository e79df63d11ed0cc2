"""Whether the pages, the Makefile and the container tell the truth."""
