"""Points, and where they place somebody among others who want to be seen."""
