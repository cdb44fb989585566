"""Words of the command line → api → render → exit code; the only room that reads the clock."""
