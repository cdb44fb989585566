"""python -m timeline."""

from timeline.cli.start import main

main()
