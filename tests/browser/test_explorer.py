DEMO = [
    """
import numpy as np
from backprop import net, sample
from backprop.figures.svg import *
from backprop.figures.axes import Axes
from backprop.widgets.explorer import explore
from backprop.widgets.controls import *
def fig(w, reveal=False, h=1):
    ax=Axes((-3,3),(0,1.2),(60,30,500,220))
    ws=np.linspace(-3,3,121)
    C=[net.replace(4,1,2,v).loss(*sample) for v in ws] if reveal else 0
    c=net.replace(4,1,2,w).loss(*sample)
    return picture(720,300,ax.frame("$w_{12}^{(4)}$","$C_0$"),ax.curve(ws,C,colour("C")) if reveal else "",point(*ax.at(w,c),colour("w")),bar(600,200,-60,30,colour("a"),True),bar(660,200,60,30,colour("a"),True),arrow(600,20,700,60),title="loss",readout=f"$C_0$ = {number(c)} at $w_{{12}}^{{(4)}}$ = {number(w)}")
e=explore(fig,w=slider(-3.,3.,.0625,.875,"weight $w_{12}^{(4)}$"),reveal=switch("show the curve",True),h=choice(["one","two"],"which"))
e"""
]


def test_look(notebook, page):
    opened = notebook(DEMO)
    (figure,) = opened.figures()
    page.screenshot(path="/tmp/ex/1.png")
    before = figure.frame
    (handle,) = figure.sliders()
    figure.press(handle, "ArrowRight", 3)
    figure.wait_change(before)
    print(figure.readout, figure.value(handle), handle.evaluate("h => h.outerHTML"))
    figure.drag(handle, 0.1, 0.9, 0.3)
    page.wait_for_timeout(500)
    print(figure.readout, figure.value(handle), opened.json("[e.frame.shown['values'], e.values, e._strip[0]]"))
    page.screenshot(path="/tmp/ex/2.png")
