"""A learner's files, with one notebook a lesson: where it was fetched, the one that is handed in."""

from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from autograder.plugins import two_copies


class OneCopy(AsyncLargeFileManager):
    """Lists no notebook of which a fetched copy is handed in, unless it holds answers that the copy has not."""

    async def get(self, path, content=True, **asked):
        """Return the model of a file or folder."""
        model = await super().get(path, content, **asked)
        if path.strip("/") == "" and content and model["type"] == "directory":
            model["content"] = [entry for entry in model["content"] if not self.doubled(entry["name"])]
        return model

    def doubled(self, name):
        """Say whether a file in the root is there a second time, fetched."""
        copy = two_copies.fetched(Path(self.root_dir), name.removesuffix(".ipynb"))
        return name.endswith(".ipynb") and copy.is_file() and not two_copies.newer(copy)
