// Start a folder's Pyodide in Node, import what a lesson's start imports, and leave that compiled:
// node ahead.mjs FOLDER PACKAGES MODULES OUT, lists with commas. OUT/lib/... holds a .pyc for each .py of /lib.
import { pathToFileURL } from "node:url";

const WRITE = `
import importlib, marshal, sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

for name in asked.split(","):
    importlib.import_module(name)
for name, module in list(sys.modules.items()):
    file = getattr(module, "__file__", None) or ""
    if file.startswith("/lib/python3") and file.endswith(".py") and module.__spec__:
        code = module.__spec__.loader.get_code(module.__spec__.name)
        place = Path(f"/out{file}c")
        place.parent.mkdir(parents=True, exist_ok=True)
        # as PEP 552 has it for a file that is never held against its source
        place.write_bytes(MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8) + marshal.dumps(code))
`;

async function main(folder, packages, modules, out) {
  const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({
    indexURL: folder,
    packages: packages.split(","),
    env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" }, // without the columns of errors, a fifth smaller
  });
  pyodide.FS.mkdirTree("/out");
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: out }, "/out");
  pyodide.globals.set("asked", modules);
  pyodide.runPython(WRITE);
}

main(...process.argv.slice(2)).then(
  () => process.exit(),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
