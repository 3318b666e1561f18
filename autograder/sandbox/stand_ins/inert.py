"""Stands in for figures and widgets inside the sandbox, where nobody looks: takes any call, shows nothing."""


class Inert:
    """Answers every call and every attribute with itself; has no length and no picture."""

    def __call__(self, *arguments, **named):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self):
        return iter(())


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Inert()
