"""What turns a text into a vector: a package beside us, or a server that is asked."""
