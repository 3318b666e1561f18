// The browser's half of explorer.py: which frame is shown, and when the kernel is asked for one.
// It knows the controls' values and the frames drawn for them, and nothing of what the frames show.

const PATIENCE = 300; // ms without a frame for the values in hand before the kernel is asked for that one
const SPOKEN = 5000; // ms that what was read out stays in the page
const REST = 400; // ms that a value must stay before it is read out

const near = (a, b) => a === b || Math.abs(a - b) < 1e-9;
const agree = (some, all) => Object.keys(some).every((name) => near(some[name], all[name]));

async function unpack(buffer) {
  const text = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(text).text());
}

// What is too wide for its place is scrolled by arrow keys: a figure, or a formula or a table in a text.
function reach(all) {
  for (const each of all) {
    const wide = each.scrollWidth > each.clientWidth + 1;
    if (wide === (each.getAttribute("tabindex") === "0")) continue;
    if (wide) {
      each.tabIndex = 0;
      each.setAttribute("data-lm-suppress-shortcuts", "true");
    } else each.removeAttribute("tabindex");
  }
}

// The texts of a notebook are watched once, however many figures stand in it: the mark tells it to the others' modules.
function watch(notebook) {
  if ("bpWatched" in notebook.dataset) return;
  notebook.dataset.bpWatched = "";
  const seen = new ResizeObserver(() => reach(notebook.querySelectorAll(".jp-MarkdownOutput")));
  for (const part of [notebook, notebook.querySelector(".jp-WindowedPanel-viewport")]) if (part) seen.observe(part);
}

export default () => {
  const views = new Set(); // one for each place where the figure stands
  let model, controls; // this widget's model, and the controls' by name
  let strip = null, wish = "", unpacked = Promise.resolve(); // the strip in hand, the one last asked for; what came
  let shown = null; // the frame on the page: {values, svg, readout}
  let longest = ""; // the longest read-out so far: every view keeps room for it, so that nothing below it jumps
  let moved = false, missing, resting; // whether a value has changed since it was last read out; timers

  const read = (control) => control.get("index") ?? control.get("value") ?? null;
  const values = () => Object.fromEntries(Object.entries(controls).map(([name, c]) => [name, read(c)]));
  const inPage = (name) => document.querySelectorAll(`.${model.get("mark")}-${name}`);

  function send(message) {
    try { model.send(message); } catch { /* the kernel is gone: what is shown stays */ }
  }

  // The frame of these values: out of the strip, or the kernel's last, or none.
  function find(now) {
    if (strip && agree(strip.others, now))
      for (const [key, [svg, readout]] of strip.frames) if (near(key, now[strip.held])) return { values: now, svg, readout };
    const last = model.get("shown");
    return agree(now, last.values) ? last : null;
  }

  function show() {
    if (!controls) return;
    const now = values(), frame = find(now);
    clearTimeout(missing);
    if (frame) put(frame);
    else missing = setTimeout(() => send({ draw: now }), PATIENCE);
    requestAnimationFrame(tell);
  }

  function put(frame) {
    shown = frame;
    for (const view of views) draw(view);
    clearTimeout(resting);
    if (moved) resting = setTimeout(() => { speak(); keep(); }, REST);
  }

  // What has come to rest is saved with the notebook: opened without its kernel, it shows what the sliders say.
  function keep() {
    if (shown !== model.get("shown")) send({ keep: shown });
  }

  function speak() {
    moved = false;
    for (const { readout, spoken } of views) spoken.textContent = readout.textContent;
    setTimeout(() => { for (const { spoken } of views) spoken.textContent = ""; }, SPOKEN); // or it is read twice
  }

  function draw({ figure, readout, room }) {
    patch(figure, shown.svg);
    patch(readout, shown.readout);
    reserve([shown.readout], [room]);
  }

  function reserve(readouts, rooms) {
    longest = readouts.reduce((most, one) => (one.length > most.length ? one : most), longest);
    for (const room of rooms) if (room.innerHTML !== longest) room.innerHTML = longest;
  }

  // A frame came from the kernel: during a drag even an older one is better than none, but never than the right one.
  function arrived() {
    if (!controls || !shown || !agree(values(), shown.values)) put(model.get("shown"));
    show();
  }

  // A part of a strip came: it goes to those before it, or takes the place of another strip.
  function strapped(message, buffers) {
    if (!message.strip) return;
    unpacked = unpacked.then(async () => {
      const part = await unpack(buffers[0]);
      if (strip?.held !== part.held || !agree(part.others, strip.others)) strip = { ...part, frames: new Map() };
      part.keys.forEach((key, i) => strip.frames.set(key, part.frames[i])); // one each, however often they come
      reserve(part.frames.map(([, readout]) => readout), [...views].map(({ room }) => room));
      for (const { figure } of views) figure.dataset.frames = `${strip.held} ${strip.frames.size}`;
      show();
    });
  }

  // Take hold of a control: ask for its strip, once for each state of the others.
  function hold(name) {
    if (!controls || !model.get("strips") || !window.DecompressionStream) return;
    const { [name]: own, ...others } = values();
    const asked = JSON.stringify([name, others]);
    if (asked !== wish) send({ strip: name, others });
    wish = asked;
  }

  function touched({ target }) {
    for (const name of Object.keys(controls ?? {}))
      if (target.closest?.(`.${model.get("mark")}-${name}`)) { hold(name); tell(); }
  }

  // A click on something drawn with `pick` sets the controls that it names.
  function picked({ target }) {
    const { pick } = target.closest?.("[data-pick]")?.dataset ?? {};
    for (const [name, value] of Object.entries(controls && pick ? JSON.parse(pick) : {})) {
      controls[name].set("value", value);
      controls[name].save_changes();
    }
  }

  // Tell screen readers what each control is called, and its value as the page writes it.
  function tell() {
    let all = true;
    for (const [name, words] of Object.entries(model.get("names"))) {
      all &&= inPage(name).length > 0;
      for (const control of inPage(name)) {
        const number = control.querySelector(".widget-readout");
        control.querySelector(".noUi-handle")?.setAttribute("aria-valuetext", number?.textContent ?? "");
        for (const part of [control.querySelector(".noUi-handle"), number]) part?.setAttribute("aria-label", words);
        if (number?.isContentEditable) number.setAttribute("role", "textbox");
        // JupyterLab's shortcuts would take an arrow in a list, and delete the cell at d d.
        for (const part of control.querySelectorAll(".noUi-handle, .widget-readout, select, button, input"))
          part.setAttribute("data-lm-suppress-shortcuts", "true");
        for (const part of control.querySelectorAll("input[type=checkbox], .widget-label-basic span")) part.title = words;
        if (!control.matches(".widget-toggle-buttons")) continue;
        control.setAttribute("role", "group");
        control.setAttribute("aria-label", words);
        for (const button of control.querySelectorAll("button"))
          button.setAttribute("aria-pressed", button.classList.contains("mod-active"));
      }
    }
    return all;
  }

  function initialize({ model: own }) {
    model = own;
    shown = model.get("shown");
    longest = model.get("longest");
    model.on("change:shown", arrived);
    model.on("msg:custom", strapped);
    const references = Object.entries(model.get("controls"));
    Promise.all(references.map(([, id]) => model.widget_manager.get_model(id.slice("IPY_MODEL_".length)))).then((all) => {
      controls = Object.fromEntries(all.map((control, i) => [references[i][0], control]));
      for (const [name, control] of Object.entries(controls))
        control.on("change:value change:index", () => { moved = true; show(); if (!find(values())) hold(name); });
      show();
    });
    for (const event of ["pointerdown", "focusin"]) document.addEventListener(event, touched);
    return () => {
      for (const event of ["pointerdown", "focusin"]) document.removeEventListener(event, touched);
      clearTimeout(missing); clearTimeout(resting);
    };
  }

  function render({ el }) {
    el.innerHTML = '<div class="bp-figure" role="group" aria-label="figure" ' +
      'data-lm-suppress-shortcuts="true"></div><p class="bp-readout"></p><p class="bp-spoken" aria-live="polite"></p>' +
      '<p class="bp-room" aria-hidden="true"></p>';
    el.classList.add("bp-frame");
    const [figure, readout, spoken, room] = el.children, view = { figure, readout, spoken, room };
    views.add(view);
    figure.addEventListener("click", picked);
    const width = new ResizeObserver(() => reach([figure]));
    width.observe(figure);
    draw(view);
    show();
    const name = (tries) => {
      if (!tell() && tries) return requestAnimationFrame(() => name(tries - 1));
      const notebook = figure.closest(".jp-Notebook"); // JupyterLab skips what is out of view, and the observer with it
      if (notebook) { width.observe(notebook); watch(notebook); }
    };
    name(300); // the controls come to the page a little before or after the figure
    return () => { width.disconnect(); views.delete(view); };
  }

  return { initialize, render };
};
