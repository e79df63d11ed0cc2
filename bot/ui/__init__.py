"""What every face shares: the kit that screens are built from, routes, modals, replies and the error door."""
