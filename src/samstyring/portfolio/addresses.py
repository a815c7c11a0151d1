"""What stands in the addresses of projects: a code, which may hold anything, a slash too, and the name of a register."""

from django.urls import register_converter


class CodeConverter:
    """A project's code, with ~ for a slash."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the code."""
        return value.replace("~", "/")

    def to_url(self, value: str) -> str:
        """Return the code as it stands in the address."""
        return value.replace("/", "~")


class RegisterConverter:
    """The register of a project, by its name."""

    regex = "issues|lessons|stakeholders|communication"

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value


def register() -> None:
    """Let addresses hold <code:code> and <register:register>."""
    from django.urls.converters import get_converters

    for name, converter in (("code", CodeConverter), ("register", RegisterConverter)):
        if name not in get_converters():
            register_converter(converter, name)
