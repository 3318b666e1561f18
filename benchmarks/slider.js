// Takes hold of one slider, moves it, and notes when the picture in the page is another: slider.py evaluates this.
async ([root, index, pictures, asks, events, limit]) => {
  const wait = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
  const seen = (picture) => picture.src ?? picture.toDataURL?.() ?? picture.innerHTML;
  const content = () => [...root.querySelectorAll(pictures)].map(seen).join();
  const handle = root.querySelectorAll(".noUi-handle")[index], figure = root.querySelector(".bp-figure");
  const at = (name) => Number(handle.getAttribute(`aria-value${name}`));
  const times = [];
  let first = NaN, whole = NaN; // ms until the first part of the strip, and all of it, was in the page

  // When `changed` says yes for the first time, or NaN after `most` ms; a canvas says by itself when it is drawn on.
  function awaited(changed, most, options) {
    let stop;
    const told = new Promise((resolve) => {
      const look = () => { const now = performance.now(); if (changed()) resolve(now); };
      const watch = new MutationObserver(look);
      watch.observe(root, { subtree: true, ...options });
      addEventListener("drawn-on", look);
      stop = () => { watch.disconnect(); removeEventListener("drawn-on", look); };
    });
    return Promise.race([told, wait(most, NaN)]).finally(stop);
  }

  if (!window.drawnOn) {
    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
      drawImage.apply(this, given);
      if (this.canvas.isConnected) dispatchEvent(new Event("drawn-on"));
    };
    window.drawnOn = true;
  }

  document.activeElement?.blur();
  const held = performance.now();
  const parts = new MutationObserver(() => { whole = performance.now() - held; });
  if (figure) parts.observe(figure, { attributeFilter: ["data-frames"] });
  const came = asks ? awaited(() => true, 5000, { attributeFilter: ["data-frames"] }) : wait(0, NaN);
  handle.focus();
  first = await came - held;
  for (let before = NaN; asks && before !== whole;) { before = whole; await wait(200); }
  parts.disconnect();

  for (let i = 0, way = at("now") < at("max") ? 1 : -1; i < events; i++) {
    if (i % 20 === 19 || at("now") >= at("max") || at("now") <= at("min")) way = at("now") >= at("max") ? -1 : at("now") <= at("min") ? 1 : -way;
    const before = content();
    const shown = awaited(() => content() && content() !== before, limit, { childList: true, attributes: true, characterData: true });
    const start = performance.now();
    const key = way < 0 ? "ArrowLeft" : "ArrowRight";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    times.push(await shown - start);
    await wait(20); // so that what an event brings besides is not taken for the next one's
  }
  return { times, first, whole };
}
