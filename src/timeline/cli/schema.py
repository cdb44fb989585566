"""`timeline schema`: what an editor needs to know of a kind of file."""

from __future__ import annotations

from timeline.cli.options import Options, print_json
from timeline.errors import Problem, ReadError
from timeline.location import Location


def run_schema(name: str, options: Options) -> int:
    """`timeline schema`.

    Raises:
        ReadError: there is no such kind of file.
    """
    from timeline.model.fields import nearest  # noqa: PLC0415 - fast start
    from timeline.model.json_schema import FILE_MODELS, file_schema  # noqa: PLC0415 - fast start

    if name not in FILE_MODELS:
        message = f"{name} is not a kind of file that has a schema"
        hint = nearest(name, FILE_MODELS)
        raise ReadError([Problem("E415", message, Location("timeline schema", None), hint)])
    print_json(file_schema(name), options)
    return 0
