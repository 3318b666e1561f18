"""Drive a notebook in JupyterLab: open it, run it, take hold of its controls, look at its figures."""

import json
import re
import uuid

import nbformat
from playwright.sync_api import TimeoutError

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


class Notebook:
    """A notebook open in a page of JupyterLab, its file in ``folder``.

    A notebook of given cells takes the kernel in the list ``kept``, and leaves it there, emptied, for the next one:
    to start a kernel takes longer than most tests.
    """

    def __init__(self, page, folder, kept=None):
        self.page, self.folder, self.path = page, folder, f"{uuid.uuid4().hex[:8]}.ipynb"
        self.kept = kept
        self.panel = f"[...jupyterapp.shell.widgets('main')].find(w => w.context?.path === '{self.path}')"

    def open(self, source, theme="light"):
        """Open ``source``, a path in the folder or a list of cells, in a copy of its own; run all its cells.

        Of a list, what is a string is the text of a code cell.
        """
        if isinstance(source, str):
            self.kept = None
            content = (self.folder / source).read_text(encoding="utf-8")
        else:
            cells = [nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell for cell in source]
            content = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=PYTHON))
        (self.folder / self.path).write_text(content, encoding="utf-8")
        self.theme(theme)
        self.command("docmanager:open", {"path": self.path} | ({"kernel": {"id": self.kept[0]}} if self.kept else {}))
        self._ready()
        if self.kept == []:
            self.kept.append(self.page.evaluate(f"() => {self.panel}.sessionContext.session.kernel.id"))
        self.run_all()
        return self

    def theme(self, theme):
        """Put JupyterLab into its light or its dark theme."""
        self.command("apputils:change-theme", {"theme": THEMES[theme]})
        self.page.wait_for_selector(
            f"body[data-jp-theme-light={'true' if theme == 'light' else 'false'}]", state="attached"
        )

    def _ready(self):
        self.page.wait_for_function(f"() => {self.panel}")
        self.show()
        self.page.evaluate(f"""async () => {{
            await {self.panel}.revealed;
            await {self.panel}.sessionContext.ready;
        }}""")
        self.place.locator(".jp-Notebook .jp-Cell").first.wait_for()

    def show(self):
        """Bring the notebook to the front of its page."""
        self.page.evaluate(f"() => jupyterapp.shell.activateById({self.panel}.id)")

    @property
    def place(self):
        """Where the notebook is in the page, beside others that are open."""
        panel = self.page.evaluate(f"() => {self.panel}.id")
        return self.page.locator(f"[id='{panel}']")

    def command(self, name, arguments=None):
        """Execute a command of JupyterLab and wait until it is done."""
        self.page.evaluate(
            "([name, given]) => window.jupyterapp.commands.execute(name, given).then(() => null)",
            [name, arguments or {}],
        )

    def run_all(self):
        """Run all cells; wait until the kernel is idle and every figure stands in the page."""
        self.command("notebook:run-all-cells")
        self.wait_idle()

    def wait_idle(self):
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(f"() => {self.panel}.sessionContext.session?.kernel?.status === 'idle'")

    def python(self, code):
        """Run ``code`` in the notebook's kernel and return what it prints; nothing of it is put into the notebook."""
        return self.page.evaluate(
            f"""async (code) => {{
                const kernel = {self.panel}.sessionContext.session.kernel;
                const future = kernel.requestExecute({{ code, store_history: false }});
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

    def wait_until(self, code):
        """Wait until the Python expression ``code`` is true in the notebook's kernel."""
        for _ in range(1200):
            if self.json(f"bool({code})"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {code}")

    def settle(self):
        """Wait until the kernel has every value that the hand has set, and the browser its echo of each.

        A slider has one message on its way and its last value in hand, which it sends when that one is answered; until
        the echo of that has come, ipywidgets passes over what Python sets.
        """
        for _ in range(3):
            self.python("")

    def start(self, code):
        """Start ``code`` in the notebook's kernel and wait for nothing."""
        self.page.evaluate(
            f"code => {{ {self.panel}.sessionContext.session.kernel.requestExecute({{ code }}); }}", code
        )

    def shutdown(self):
        """Stop the notebook's kernel."""
        if self.kept:
            self.kept.clear()
        self.page.evaluate(f"async () => {{ await {self.panel}.sessionContext.shutdown(); }}")

    def reload(self):
        """Save the notebook and load the page again, with nothing else open; the kernel stays."""
        self.command("docmanager:save")
        address = self.page.url.split("/lab", 1)[0]
        self.page.goto(f"{address}/lab/workspaces/{self.path[:8]}/tree/{self.path}?reset")
        self._ready()
        self.wait_idle()

    def write(self, grade_id, source, typed=True):
        """Put ``source`` into the cell of this grade id, by the keyboard if it is to be ``typed``."""
        if not typed:
            self.page.evaluate(
                f"([id, source]) => {{ {self._cell}.model.sharedModel.setSource(source); }}", [grade_id, source]
            )
            return
        self._select(grade_id)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def run(self, grade_id):
        """Run the cell of this grade id by Shift+Enter."""
        self._select(grade_id)
        before = self.page.evaluate(f"([id]) => {self._cell}.model.executionCount", [grade_id])
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(
            f"""([id, before]) => {{
                const {{ executionState, executionCount }} = {self._cell}.model;
                return executionState === 'idle' && executionCount && executionCount !== before;
            }}""",
            arg=[grade_id, before],
        )
        self.wait_idle()

    def output(self, grade_id):
        """Return what stands under the cell of this grade id."""
        return self.page.evaluate(f"([id]) => {self._cell}.outputArea.node.textContent", [grade_id])

    def validate(self):
        """Press Validate and return what its dialog says."""
        self.page.locator(".validate-button").first.click()
        dialog = self.page.locator(".jp-Dialog")
        dialog.wait_for(timeout=120_000)
        said = dialog.inner_text()
        dialog.locator("button").last.click()
        dialog.wait_for(state="detached")
        return said

    @property
    def _cell(self):
        return f"{self.panel}.content.widgets.find(c => c.model.getMetadata('nbgrader')?.grade_id === id)"

    def _select(self, grade_id):
        self.page.evaluate(
            f"""([id]) => {{
                const notebook = {self.panel}.content;
                notebook.activeCellIndex = notebook.widgets.indexOf({self._cell});
                notebook.mode = 'command';
                notebook.activate();
            }}""",
            [grade_id],
        )

    def wait_strip(self, figure):
        """Wait until the kernel has sent the whole of a strip for ``figure`` and the browser has unpacked it."""
        made = figure.explorer
        self.wait_until(f"{made}._sending and {made}._sending.done()")
        held, _, frames = self.json(f"{made}._strip")
        self.page.wait_for_function(
            "([place, words]) => place.querySelector('.bp-figure').dataset.frames === words",
            arg=[figure.place.element_handle(), f"{held} {len(frames)}"],
        )

    def figures(self):
        """Return every figure on the page, first to last, once it is drawn."""
        self.page.wait_for_function(f"""() => {{
            const cells = {self.panel}.content.widgets.filter(cell => cell.model.type === 'code');
            const given = cells.flatMap(cell => cell.model.outputs.toJSON()).filter(({{ data }}) =>
                data?.['application/vnd.jupyter.widget-view+json'] && String(data['text/html']).includes('bp-picture'));
            return given.length && {self.panel}.node.querySelectorAll('.bp-explorer').length === given.length;
        }}""")
        all_of_them = self.place.locator(".bp-explorer")
        return [Figure(self, all_of_them.nth(i)) for i in range(all_of_them.count())]

    def close(self):
        """Stop the kernel or empty it for the next, close the notebook and take its file away."""
        if self.kept:
            self.python(EMPTY)
        else:
            self.shutdown()
        self.page.evaluate(f"() => {self.panel}.dispose()")
        (self.folder / self.path).unlink(missing_ok=True)


class Figure:
    """One figure with its controls."""

    def __init__(self, notebook, place):
        self.notebook, self.page, self.place = notebook, notebook.page, place
        place.scroll_into_view_if_needed()
        place.locator(".bp-picture").wait_for()
        classes = place.locator(".bp-control").first.get_attribute("class")
        self.mark = next(word for word in classes.split() if MARK.fullmatch(word)).rsplit("-", 1)[0]

    @property
    def svg(self):
        """What is drawn now."""
        return self.place.locator(".bp-figure").inner_html()

    @property
    def readout(self):
        """What is written under it now."""
        return self.place.locator(".bp-readout").text_content()

    @property
    def frame(self):
        """The picture and its read-out."""
        return self.svg, self.readout

    @property
    def explorer(self):
        """The Python expression of its Explorer in the kernel."""
        widgets = "__import__('ipywidgets').widgets.widget._instances.values()"
        made = f"(e for e in {widgets} if type(e).__name__ == 'Explorer')"
        return f"next(e for e in {made} if e.frame.mark == {self.mark!r})"

    def control(self, name):
        """Return the place of the control of this name."""
        return self.place.locator(f".{self.mark}-{name}")

    def sliders(self):
        """Return the handle of every slider."""
        return self.place.locator(".widget-hslider .noUi-handle").all()

    def others(self):
        """Return every control that is no slider."""
        return self.place.locator(".bp-control:not(.widget-hslider)").all()

    def change(self, control):
        """Set a switch, a row of buttons or a list to another value."""
        if control.locator("select").count():
            chosen = control.locator("select")
            last = chosen.locator("option").count() - 1
            chosen.select_option(index=last if chosen.evaluate("s => s.selectedIndex") != last else 0)
        elif control.locator("button").count():
            last = control.locator("button").last
            (control.locator("button").first if "mod-active" in last.get_attribute("class") else last).click()
        else:
            control.locator("input").click()

    def at_end(self, handle):
        """Tell whether a slider stands at the upper end of its range."""
        return handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")

    def value(self, handle):
        """Return the value that stands beside a slider."""
        return _around(handle, "widget-hslider").locator(".widget-readout").inner_text()

    def press(self, handle, key, times=1):
        """Press ``key`` on a slider."""
        handle.focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def drag(self, handle, *fractions, steps=4):
        """Take a slider by the mouse to these fractions of its track, one after the other, and let go."""
        handle.scroll_into_view_if_needed()
        track, knob = _around(handle, "noUi-base").bounding_box(), handle.bounding_box()
        row = knob["y"] + knob["height"] / 2
        self.page.mouse.move(knob["x"] + knob["width"] / 2, row)
        self.page.mouse.down()
        for fraction in fractions:
            self.page.mouse.move(track["x"] + fraction * track["width"], row, steps=steps)
        self.page.mouse.up()

    def wait_change(self, before):
        """Wait until the figure is another than ``before``, a `frame`."""
        try:
            self.page.wait_for_function(
                "([place, svg, said]) => place.querySelector('.bp-figure').innerHTML !== svg"
                " || place.querySelector('.bp-readout').textContent !== said",
                arg=[self.place.element_handle(), *before],
            )
        except TimeoutError as error:
            values = self.notebook.json(f"{self.explorer}.values")
            raise AssertionError(f"nothing moved; the kernel has {values}; the page says: {before[1]}") from error

    def expected(self):
        """Return the picture that the kernel draws for the controls' values now, as the page would hold it."""
        svg = self.notebook.json(f"{self.explorer}.picture.svg")
        return self.page.evaluate(
            "svg => { const p = document.createElement('div'); p.innerHTML = svg; return p.innerHTML; }", svg
        )

    def assert_right(self):
        """Wait until all is at rest and compare what is shown with what the kernel draws."""
        for _ in range(100):  # the last value may still be on its way to the kernel
            expected, svg = self.expected(), self.svg
            if expected == svg:
                return
            self.page.wait_for_timeout(50)
        assert svg == expected


def _around(handle, name):
    return handle.locator(f"xpath=ancestor::*[contains(@class, '{name}')][1]")


EMPTY = "from ipywidgets import Widget\nWidget.close_all()\n%reset -f"
MARK = re.compile(r"bp-[0-9a-f]{8}-\w+")

PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
