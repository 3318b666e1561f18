// Puts another picture or text in the place of the one before: where their marks agree, as between two frames of a
// slider, only what differs is set. A picture parsed, styled and laid out anew takes the browser twice as long.

const PIECES = /<[^>]*>|[^<]+/g; // a tag, or what is written between two
const GIVEN = /\s([\w:-]+)=(?:"([^"]*)"|'([^']*)')/g; // an attribute and its value
const inPlace = new WeakMap(); // element: what stands in it, {pieces, nodes}

function patch(element, html) {
  const before = inPlace.get(element), pieces = html.match(PIECES) ?? [];
  const changes = before && differences(before, pieces);
  if (changes) for (const [node, name, value] of changes)
    if (name) node.setAttribute(name, plain(value)); else node.data = plain(value);
  else element.innerHTML = html;
  inPlace.set(element, { pieces, nodes: changes ? before.nodes : nodesOf(element, pieces) });
}

// What to set, [node, attribute or none, value] each, or null if the marks are others.
function differences({ pieces: before, nodes }, pieces) {
  const changes = [];
  if (!nodes || before.length !== pieces.length) return null;
  for (const [i, piece] of pieces.entries()) {
    if (piece === before[i]) continue;
    if (piece[0] !== "<" && before[i][0] !== "<") { changes.push([nodes[i], "", piece]); continue; }
    if (piece.replace(GIVEN, " $1") !== before[i].replace(GIVEN, " $1")) return null;
    const had = [...before[i].matchAll(GIVEN)].map(([, , one, other]) => one ?? other);
    for (const [j, [, name, one, other]] of [...piece.matchAll(GIVEN)].entries())
      if ((one ?? other) !== had[j]) changes.push([nodes[i], name, one ?? other]);
  }
  return changes;
}

// The node of each piece, none for an end tag; null if the browser has made others of them.
function nodesOf(element, pieces) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const nodes = pieces.map((piece) => (piece.startsWith("</") ? undefined : walk.nextNode()));
  const agree = nodes.every((node, i) => node === undefined || node?.nodeType === (pieces[i][0] === "<" ? 1 : 3));
  return agree && !walk.nextNode() ? nodes : null;
}

function plain(html) {
  if (!html.includes("&")) return html;
  const written = document.createElement("p");
  written.innerHTML = html;
  return written.textContent;
}

