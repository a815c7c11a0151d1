"""The one founded co-operation that tests start from."""


def found_for_tests() -> None:
    """Found the co-operation that tests start from, with the cast, in the empty database that is now in use.

    Called once for each test process; every test gets it rolled back or as a copy.
    """
