"""The project itself: settings, addresses and the command line. The only room that knows all the others."""
