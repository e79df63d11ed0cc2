"""The demo in a browser: Debian’s Chromium, driven through Playwright."""
