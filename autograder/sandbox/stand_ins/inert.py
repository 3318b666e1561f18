"""Stands in for figures, widgets and matplotlib in the sandbox, where nobody looks: takes any call, shows nothing."""


class Inert:
    """Answers every call, attribute and index with itself; unpacks into two, as a figure and its axes."""

    def __call__(self, *arguments, **named):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, index):
        return self

    def __iter__(self):
        return iter((self, self))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Inert()
