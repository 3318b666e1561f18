// Goes before JupyterLite on its page: opens the lesson that was open, brings a corrected lesson to who has saved the
// one before, says what a learner has to know of a Python that runs in the browser, and shows saved figures.

const HOME = new URL("./", import.meta.url);
const KEY = `backprop ${HOME.pathname} `; // before the names of what is remembered here
const STUB = "NotImplementedError"; // in a cell in which nothing is written yet

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const elsewhere = (name) => new URL(name, HOME);
const fetched = async (name, how) => (await fetch(elsewhere(name), how)).json();

// A reload forgets which lesson was open: JupyterLite takes it out of the address.
function reopen() {
  const here = new URL(location.href), path = here.searchParams.get("path") ?? sessionStorage.getItem(`${KEY}open`);
  if (!path) return;
  sessionStorage.setItem(`${KEY}open`, path);
  here.searchParams.set("path", path);
  history.replaceState(null, "", here);
}

// What is saved in this browser, or null where nothing is yet. (Opening must not make a database of another form.)
function saved() {
  const request = indexedDB.open(`JupyterLite Storage - ${HOME.pathname}`);
  request.onupgradeneeded = () => request.transaction.abort();
  return answer(request).then((database) => database, () => null);
}

// Put the lessons that changed since they were saved in their places, with what was written; return words for each.
async function renew() {
  const lessons = await fetched("lessons.json", { cache: "no-cache" }), database = await saved(), said = [];
  const files = database?.objectStoreNames.contains("files") ? () =>
    database.transaction("files", "readwrite").objectStore("files") : null;
  for (const [name, now] of Object.entries(lessons)) {
    const old = files && await answer(files().get(name));
    if (old && localStorage.getItem(KEY + name) !== now) {
      const lesson = await fetched(`files/${name}`, { cache: "reload" });
      const free = await unused(files, name);
      await answer(files().put({ ...old, name: free, path: free }, free));
      carry(old.content, lesson);
      await answer(files().put({ ...old, content: lesson, last_modified: new Date().toISOString() }, name));
      said.push(`${name} was corrected since you saved it. This is the corrected lesson with your answers; all that you ` +
        `had is in ${free}.`);
    }
    localStorage.setItem(KEY + name, now);
  }
  database?.close();
  return said;
}

async function unused(files, name) {
  const stem = `${name.replace(".ipynb", "")} before ${new Date().toISOString().slice(0, 10)}`;
  for (let i = 1; ; i++) {
    const free = `${stem}${i > 1 ? ` (${i})` : ""}.ipynb`;
    if (!await answer(files().getKey(free))) return free;
  }
}

// Take over what was written in the cells that are a learner's to write.
function carry(from, to) {
  const own = (cell) => cell.metadata.nbgrader?.solution && cell.metadata.nbgrader.grade_id;
  const text = (cell) => [cell.source].flat().join("");
  const written = new Map(from.cells.filter(own).map((cell) => [own(cell), text(cell)]));
  for (const cell of to.cells.filter(own)) {
    const mine = written.get(own(cell));
    if (mine && !mine.includes(STUB)) cell.source = mine;
  }
}

// What stands in the corner until it is closed: words, and whether they are of something that goes on.
const corner = document.createElement("section");
corner.id = "backprop-notice";
corner.setAttribute("aria-label", "About Python in your browser");
corner.innerHTML = `<style>
#backprop-notice { position: fixed; z-index: 5000; right: 12px; bottom: 34px; width: min(25rem, calc(100vw - 24px));
  padding: 10px 14px; box-sizing: border-box; border: 1px solid #767676; border-radius: 8px; background: #fffdf9;
  color: #1d2126; font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 2px 10px #0004; }
#backprop-notice[hidden] { display: none }
#backprop-notice p { margin: 0 0 6px }
#backprop-notice progress { width: 100%; height: 8px; accent-color: #06706d }
#backprop-notice button { font: inherit; padding: 3px 12px; min-height: 26px; color: inherit; background: none;
  border: 1px solid currentColor; border-radius: 6px; cursor: pointer }
.jp-mod-dark #backprop-notice, [data-jp-theme-light=false] #backprop-notice { background: #1f2226; color: #e7e3dc; }
</style><div role="status"></div><progress aria-label="Python is starting"></progress><button type="button">Close</button>`;
const [, words, bar, close] = corner.children;
const say = (...lines) => words.replaceChildren(...lines.map((line) => {
  const p = document.createElement("p");
  p.textContent = line;
  return p;
}));

const STARTING = "Python is starting, in your browser: some 20 seconds, and about 30 MB the first time; later your " +
  "browser has most of it.";
const LONG = 90_000; // ms after which a start is called slow
const SLOW = "Python is still not there. On a slow line that can take minutes; if nothing moves any more, load this page again.";
const READY = ["Python is ready. A loop that does not end is stopped by ↻ (Restart) alone: ■ has no effect here.",
  "Your work is kept in this browser, which may forget it. To hand it in, or to be sure of it: File → Download."];

async function notice(said) {
  const known = localStorage.getItem(`${KEY}read`);
  const lines = (own) => [...said, ...own];
  say(...lines([STARTING]));
  document.body.append(corner);
  close.onclick = () => { corner.hidden = true; if (bar.hidden) localStorage.setItem(`${KEY}read`, "1"); };
  setInterval(pictures, 500);
  const since = performance.now();
  let narrow = innerWidth < 700, slow = false; // on a phone the lesson needs the room of the list of files
  document.addEventListener("pointerdown", () => { narrow = false; }, { once: true });
  while (!started()) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (narrow) globalThis.jupyterapp?.shell?.collapseLeft?.(); // opened again while the page starts
    if (!slow && performance.now() - since > LONG) {
      slow = true;
      say(...lines([SLOW]));
    }
  }
  bar.hidden = true;
  say(...lines(known ? [] : READY));
  if (known && !said.length) corner.hidden = true;
}

// A figure opened again says "Loading widget..." until its cell is run: meanwhile show the picture saved with it. It may
// come from anywhere, as any notebook: in its frame nothing of it runs.
function pictures() {
  for (const panel of globalThis.jupyterapp?.shell?.widgets?.("main") ?? [])
    for (const { outputArea, model } of panel.content?.widgets ?? [])
      for (const [i, output] of (outputArea?.widgets ?? []).entries()) {
        const html = model.outputs.get(i)?.data["text/html"];
        const place = [...output.node.querySelectorAll(".jp-OutputArea-output")].find((node) =>
          node.childElementCount === 0 && node.textContent.startsWith("Loading widget"));
        if (html && place) place.replaceChildren(picture([html].flat().join("")));
      }
}

function picture(html) {
  const frame = document.createElement("iframe"), [, wide, high] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(html) ?? [];
  frame.setAttribute("sandbox", "");
  frame.title = "The figure as it was saved";
  frame.srcdoc = "<style>body { margin: 0; background: #fff; color: #1d2126; font: 14px system-ui, sans-serif }</style>" +
    `<p>As it was saved. To move it: Run → Run All Cells.</p>${html}`;
  frame.style = `width: min(100%, ${wide ?? 720}px); border: 0; height: calc(${high ?? 240}px + 7em)`;
  return frame;
}

// Whether the kernel of a notebook has answered.
function started() {
  for (const { sessionContext } of globalThis.jupyterapp?.shell?.widgets("main") ?? [])
    if (["idle", "busy"].includes(sessionContext?.session?.kernel?.status)) return true;
  return false;
}

export const ready = (async () => {
  reopen();
  let said = [];
  try { said = await renew(); } catch (error) { console.warn("The saved lessons could not be compared:", error); }
  notice(said);
})();
