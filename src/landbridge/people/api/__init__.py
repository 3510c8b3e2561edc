"""The API's door, the shape of its problems, and the operations on persons."""
