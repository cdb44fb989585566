"""The fixed words that options and arguments take; apart, so that a shell is told them at once."""

from typing import Final

CHECK_FORMATS: Final = ("text", "json", "github", "sarif")
GRAPH_FORMATS: Final = ("mermaid", "dot", "graphml", "json")
QUERY_FORMATS: Final = ("table", "csv", "json", "xlsx", "parquet")
SCHEMAS: Final = ("case", "source", "policy", "kinds", "calendar")

FIXED_WORDS: Final = {
    "check format": CHECK_FORMATS,
    "graph format": GRAPH_FORMATS,
    "query format": QUERY_FORMATS,
    "schema": SCHEMAS,
}
"""By what they are."""
