from pathlib import Path


def test_look(notebook):
    out = Path("/tmp/shots")
    out.mkdir(exist_ok=True)
    for theme in ("dark",):
        book = notebook("04_gradient.ipynb", theme) if callable(notebook) else notebook.open("04_gradient.ipynb", theme)
        page = book.page
        page.set_viewport_size({"width": 1200, "height": 1000})
        page.wait_for_timeout(3000)
        n = page.locator(".bp-explorer").count()
        print("figures", n)
        page.screenshot(path=str(out / f"{theme}_page.png"))
        panel = page.locator(".jp-Notebook .jp-WindowedPanel-outer").last
        for i in range(14):
            page.evaluate(
                "(y)=>{const e=[...document.querySelectorAll('.jp-WindowedPanel-outer')].pop(); e.scrollTop=y}", i * 950
            )
            page.wait_for_timeout(700)
            page.screenshot(path=str(out / f"{theme}_{i:02d}.png"))
