// All figures of a page: which frame is shown for the places of the controls. The frames are drawn beforehand
// (frames.py), one file a figure, a script, so that a page opened from a folder can fetch it, too.
"use strict";

const REST = 400, SPOKEN = 5000; // ms before a read-out is spoken, and until it leaves the page again
const AHEAD = "800px"; // how far from the view frames are fetched
const fetched = new Map(); // file: its frames, once they are there
const waiting = new Map(); // file: the figures that wait for them

window.framesOf = (file, frames) => {
  fetched.set(file, frames);
  for (const figure of waiting.get(file) ?? []) show(figure);
};

function fetchFrames(figure) {
  const file = figure.dataset.frames;
  if (waiting.has(file)) { waiting.get(file).add(figure); return; }
  waiting.set(file, new Set([figure]));
  const script = document.createElement("script");
  script.src = file;
  script.onerror = () => waiting.delete(file); // the next touch tries again
  document.head.append(script);
}

const controls = (figure) => figure.querySelectorAll("[data-name]");

function place(control) {
  if (control.matches("details")) return Number(control.open);
  if (control.matches("select")) return control.selectedIndex;
  if (control.matches("fieldset")) return Number(control.querySelector(":checked").value);
  return control.type === "checkbox" ? Number(control.checked) : Number(control.value);
}

function put(control, number) {
  if (control.matches("select")) control.selectedIndex = number;
  else if (control.matches("fieldset")) control.querySelectorAll("input")[number].checked = true;
  else if (control.type === "checkbox") control.checked = Boolean(number);
  else control.value = number;
}

function show(figure) {
  const frames = fetched.get(figure.dataset.frames);
  if (!frames) { fetchFrames(figure); return; }
  const places = figure.dataset.told ? { [figure.dataset.told]: 1 } : {};
  for (const control of controls(figure)) {
    const { name } = control.dataset, number = places[name] = place(control);
    if (control.type !== "range") continue;
    const words = frames.controls[name].words[number];
    control.setAttribute("aria-valuetext", words);
    control.nextElementSibling.textContent = words;
  }
  const key = figure.dataset.order.split(" ").map((name) => places[name]).join();
  if (figure.dataset.shown === key) return;
  figure.dataset.shown = key;
  const [template, ...values] = frames.at[key].split(" ");
  const [svg, said] = frames.templates[template].map((piece, i) => piece + (values[i] ?? "")).join("").split(frames.cut);
  figure.querySelector(":scope > .bp-figure").innerHTML = svg;
  figure.querySelector(":scope > .bp-readout").innerHTML = said;
}

// A control was moved: where the frames are strips, the other sliders go to rest.
function moved(figure, control) {
  if ("strips" in figure.dataset && "back" in control.dataset)
    for (const other of controls(figure)) if (other !== control && "back" in other.dataset) put(other, other.dataset.rest);
  show(figure);
  clearTimeout(figure.resting);
  const [said, spoken] = figure.querySelectorAll(":scope > .bp-readout, :scope > .unseen");
  figure.resting = setTimeout(() => {
    spoken.textContent = said.textContent;
    figure.resting = setTimeout(() => { spoken.textContent = ""; }, SPOKEN); // or it is read twice
  }, REST);
}

function answered(question, input) {
  if (input.type === "range") { // a place on a line is chosen by opening what there is to see
    const digits = (input.step.split(".")[1] ?? "").length;
    const place = Number(input.value).toFixed(digits).replace("-", "−");
    question.querySelector("output").textContent = place;
    question.querySelector(".chosen").innerHTML = `You chose: <b>${place}</b>.`;
    return;
  }
  const chosen = input.nextElementSibling.innerHTML.replace(/\.$/, "");
  const verdict = input.closest("[data-right]") ? "So it is." : "It is not so.";
  question.querySelector(".chosen").innerHTML = `You chose: <b>${chosen}</b>. ${verdict}`;
  question.querySelector("details").open = true;
}

document.addEventListener("input", ({ target }) => {
  const question = target.closest(".question"), figure = target.closest(".explorer");
  if (question) answered(question, target);
  else if (figure) moved(figure, target.closest("[data-name]"));
});

// A click on something drawn with `pick` sets the controls that it names.
document.addEventListener("click", ({ target }) => {
  const picked = target.closest("[data-pick]"), figure = target.closest(".explorer");
  const frames = picked && fetched.get(figure.dataset.frames);
  if (!frames) return;
  const values = JSON.parse(picked.dataset.pick);
  let last;
  for (const control of controls(figure)) {
    const { name } = control.dataset;
    if (!(name in values)) continue;
    put(control, frames.controls[name].places.indexOf(values[name]));
    last = control;
  }
  show(figure);
  if (last) moved(figure, last);
});

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) if (isIntersecting) { show(target); near.unobserve(target); }
}, { rootMargin: AHEAD });
const wide = new ResizeObserver((entries) => { // what is too wide for its place is scrolled by the arrow keys
  for (const { target } of entries)
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0; else target.removeAttribute("tabindex");
});
for (const figure of document.querySelectorAll(".explorer")) {
  near.observe(figure);
  figure.addEventListener("pointerdown", () => show(figure), { once: true });
  figure.addEventListener("focusin", () => show(figure), { once: true });
  for (const details of figure.querySelectorAll("details[data-name]"))
    details.addEventListener("toggle", () => show(figure));
}
for (const box of document.querySelectorAll(".bp-figure, .wide, pre")) wide.observe(box);
if (matchMedia("(max-width: 67.99rem)").matches) document.querySelector(".contents details")?.removeAttribute("open");
