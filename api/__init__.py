"""Every way in: page, HTTP and command line."""
