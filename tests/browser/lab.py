"""Drive a notebook in JupyterLab: open it, run it, take hold of its controls, look at its figures."""

import json
import uuid

import nbformat

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


class Notebook:
    """A notebook open in a page, served from ``address``, its files in ``folder``."""

    def __init__(self, page, address, folder):
        self.page, self.address, self.folder, self.path = page, address, folder, None

    def open(self, source, theme="light"):
        """Open ``source``, a path in the folder or a list of code cells, in a copy of its own; run all its cells."""
        self.path = f"{uuid.uuid4().hex[:8]}.ipynb"
        if isinstance(source, str):
            content = (self.folder / source).read_text(encoding="utf-8")
        else:
            cells = [nbformat.v4.new_code_cell(cell) for cell in source]
            content = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=PYTHON))
        (self.folder / self.path).write_text(content, encoding="utf-8")
        self.page.goto(f"{self.address}/lab/workspaces/{self.path[:8]}/tree/{self.path}?reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.command("apputils:change-theme", {"theme": THEMES[theme]})
        self.page.wait_for_selector(
            f"body[data-jp-theme-light={'true' if theme == 'light' else 'false'}]", state="attached"
        )
        self.run_all()
        return self

    def command(self, name, arguments=None):
        """Execute a command of JupyterLab and wait until it is done."""
        self.page.evaluate(
            "([name, given]) => window.jupyterapp.commands.execute(name, given).then(() => null)",
            [name, arguments or {}],
        )

    def run_all(self):
        """Run all cells; wait until the kernel is idle and every figure stands in the page."""
        self.page.evaluate(f"async () => {{ await {PANEL}.sessionContext.ready; }}")
        self.command("notebook:run-all-cells")
        self.wait_idle()

    def wait_idle(self):
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(f"() => {PANEL}.sessionContext.session?.kernel?.status === 'idle'")

    def python(self, code):
        """Run ``code`` in the notebook's kernel and return what it prints; nothing of it is put into the notebook."""
        return self.page.evaluate(
            f"""async (code) => {{
                const future = {PANEL}.sessionContext.session.kernel.requestExecute({{ code, store_history: false }});
                let printed = '';
                future.onIOPub = ({{ content }}) => {{
                    printed += content.text ?? '';
                    if (content.traceback) throw new Error(content.traceback.join('\\n'));
                }};
                await future.done;
                return printed;
            }}""",
            code,
        )

    def json(self, code):
        """Return the value of the Python expression ``code`` in the notebook's kernel."""
        return json.loads(self.python(f"import json; print(json.dumps({code}))"))

    def figures(self):
        """Return every figure on the page, first to last, once it is drawn."""
        self.page.wait_for_selector(".bp-explorer .bp-picture")
        count = self.page.locator(".bp-explorer").count()
        return [Figure(self.page, self.page.locator(".bp-explorer").nth(i)) for i in range(count)]

    def close(self):
        """Stop the kernel and take the copy away."""
        if self.path:
            self.page.evaluate(f"async () => {{ await {PANEL}.sessionContext.shutdown(); }}")
            (self.folder / self.path).unlink(missing_ok=True)


class Figure:
    """One figure with its controls."""

    def __init__(self, page, place):
        self.page, self.place = page, place
        place.scroll_into_view_if_needed()
        place.locator(".bp-picture").wait_for()

    @property
    def svg(self):
        """What is drawn now."""
        return self.place.locator(".bp-figure").inner_html()

    @property
    def readout(self):
        """What is written under it now."""
        return self.place.locator(".bp-readout").inner_text()

    @property
    def frame(self):
        """The picture and its read-out."""
        return self.svg, self.readout

    def sliders(self):
        """Return the handle of every slider."""
        return self.place.locator(".widget-hslider .noUi-handle").all()

    def value(self, handle):
        """Return the value that stands beside a slider."""
        return (
            handle.locator("xpath=ancestor::*[contains(@class, 'widget-hslider')]")
            .locator(".widget-readout")
            .inner_text()
        )

    def press(self, handle, key, times=1):
        """Press ``key`` on a slider."""
        handle.focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def drag(self, handle, *fractions, steps=4):
        """Take a slider by the mouse to these fractions of its track, one after the other, and let go."""
        handle.scroll_into_view_if_needed()
        track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]").bounding_box()
        knob = handle.bounding_box()
        row = knob["y"] + knob["height"] / 2
        self.page.mouse.move(knob["x"] + knob["width"] / 2, row)
        self.page.mouse.down()
        for fraction in fractions:
            self.page.mouse.move(track["x"] + fraction * track["width"], row, steps=steps)
        self.page.mouse.up()

    def wait_change(self, before):
        """Wait until the figure is another than ``before``, a `frame`."""
        self.page.wait_for_function(
            "([place, svg, said]) => place.querySelector('.bp-figure').innerHTML !== svg"
            " || place.querySelector('.bp-readout').innerText !== said",
            arg=[self.place.element_handle(), *before],
        )


PANEL = "window.jupyterapp.shell.currentWidget"
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
