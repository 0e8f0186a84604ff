"""Look at the graph as a whole: map, matrix and network."""
