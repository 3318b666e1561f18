// The browser's half of prediction.py: the answers as buttons, or a line to choose a place on; then what there is to see.

const HINT = "Nothing is graded. Choosing uncovers what there is to see.";

function render({ model, el }) {
  const line = model.get("line"), onLine = "low" in line, hint = `bp-prediction-${Math.random().toString(36).slice(2)}`;
  const answers = model.get("answers").map((answer, i) => button(answer, () => choose(i)));
  el.innerHTML = `<fieldset aria-describedby="${hint}"><legend>${model.get("question")}</legend>
    <span class="bp-unseen" id="${hint}">${HINT}</span><div class="bp-answers"></div>
    <div class="bp-saw" role="status"></div></fieldset>`;
  const [row, saw] = [el.querySelector(".bp-answers"), el.querySelector(".bp-saw")];
  const place = onLine ? slider() : null;
  if (onLine) answers.push(button("this is where", () => choose(Number(place.input.value))));
  const showMe = button("show me", () => choose(null));
  showMe.className = "bp-show-me";
  row.append(...(onLine ? [place.label] : []), ...answers, showMe);

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.innerHTML = words;
    made.addEventListener("click", act);
    return keep(made);
  }

  function slider() {
    const label = document.createElement("label"), input = keep(document.createElement("input"));
    const said = document.createElement("output"), digits = (String(line.step).split(".")[1] ?? "").length;
    Object.assign(input, { type: "range", min: line.low, max: line.high, step: line.step });
    input.value = model.get("chosen") ?? (line.low + line.high) / 2;
    input.setAttribute("aria-label", el.querySelector("legend").textContent);
    const write = (value) => Number(value).toFixed(digits).replace("-", "−");
    const say = () => { said.textContent = write(input.value); };
    input.addEventListener("input", say);
    say();
    label.append(write(line.low), input, write(line.high), said);
    return { label, input, said };
  }

  // JupyterLab would take arrows, Enter and the like for itself.
  function keep(control) {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
    control.addEventListener("keydown", (event) => event.stopPropagation());
    return control;
  }

  function choose(chosen) {
    if (model.get("value")) return; // one commits to an answer once
    model.set({ chosen, value: true });
    try { model.save_changes(); } catch { /* the kernel is gone: the words can be read all the same */ }
  }

  function show() {
    const told = model.get("value"), chosen = model.get("chosen"), right = model.get("right");
    el.classList.toggle("bp-told", told);
    for (const [i, answer] of answers.entries()) {
      if (!onLine) {
        answer.setAttribute("aria-pressed", String(told && i === chosen));
        answer.classList.toggle("bp-right", told && i === right);
      }
      answer.setAttribute("aria-disabled", String(told));
    }
    showMe.setAttribute("aria-disabled", String(told));
    retire();
    if (!told) { saw.replaceChildren(); return; }
    const yours = onLine ? place.said.textContent : answers[chosen]?.innerHTML.replace(/\.$/, "");
    const verdict = onLine ? "" : chosen === right ? " So it is." : " It is not so.";
    const said = chosen === null ? "Shown without a choice." : `You chose: <b>${yours}</b>.${verdict}`;
    saw.innerHTML = `<p class="bp-chosen">${said}</p><p>${model.get("saw")}</p>`;
  }

  // What is of no use any more goes, once it has not the focus: or the focus would be lost.
  function retire() {
    const told = model.get("value"), focused = document.activeElement;
    showMe.hidden = told && focused !== showMe;
    if (place) place.input.disabled = told && focused !== place.input;
  }

  model.on("change:value change:chosen", show);
  el.addEventListener("focusout", () => requestAnimationFrame(retire));
  show();
  return () => model.off("change:value change:chosen", show);
}

export default { render };
