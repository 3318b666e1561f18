// Tell which words of the pictures on the page lie on other words, or beyond their picture, or across the outline of a
// box or a node, or have a line run through them. `ink` is where a line's letters are, from its base line to the height of its capitals; a line's own
// box is as high as its font wants it to be.
() => {
  const found = [], box = (element) => element.getBoundingClientRect();
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);

  for (const picture of document.querySelectorAll(".bp-picture")) {
    const frame = box(picture), scale = frame.width / picture.viewBox.baseVal.width;
    const lines = [...picture.querySelectorAll("text:not(.bp-halo)")].filter((text) => text.textContent.trim()).map((text) => {
      const whole = box(text), base = frame.top + scale * text.getAttribute("y");
      const { left, right } = whole, top = base - 0.7 * scale * parseFloat(getComputedStyle(text).fontSize);
      return { said: text.textContent, text, whole, ink: { left, right, top, bottom: base } };
    });
    const strokes = [...picture.querySelectorAll("path[stroke]")].filter(clear).flatMap(straight);
    for (const [i, { said, text, whole, ink }] of lines.entries()) {
      if (whole.left < frame.left - 1 || whole.right > frame.right + 1) found.push(`beyond the picture: ${said}`);
      if (whole.top < frame.top - 2 || whole.bottom > frame.bottom + 2) found.push(`beyond the picture: ${said}`);
      for (const other of lines.slice(i + 1)) {
        const over = across(whole, other.whole) > 2 && down(whole, other.whole) > 5;
        const beside = across(ink, other.ink) > -2 && down(ink, other.ink) > 0;
        if (over || beside) found.push(`words on words: ${said} | ${other.said}`);
      }
      for (const shape of picture.querySelectorAll("rect, circle"))
        if (crosses(ink, shape, box(shape), scale)) found.push(`across an outline: ${said}`);
      for (const { path, ends } of strokes)
        if (through(ends, ink) > 3 && !kept(text, path, ink)) found.push(`a line through: ${said}`);
    }
  }
  return found;

  // The faint lines of a grid may run behind words.
  function clear(path) {
    return (path.getAttribute("opacity") ?? 1) > 0.2;
  }

  // The straight pieces of a path, each cut off where its plot ends.
  function straight(path) {
    const place = path.getScreenCTM(), plot = shown(path.ownerSVGElement), found = [];
    const points = [...path.getAttribute("d").matchAll(/([MLml])(\S+) ([^\sMLmlZ]+)/g)];
    let here = null;
    for (const [, move, x, y] of points) {
      const from = here, step = move === move.toLowerCase();
      here = { x: +x + (step ? from.x : 0), y: +y + (step ? from.y : 0) };
      if (move.toUpperCase() === "L") {
        const ends = [from, here].map(({ x, y }) => new DOMPoint(x, y).matrixTransform(place));
        const part = within(ends, plot);
        if (part) found.push({ path, ends: part });
      }
    }
    return found;
  }

  // Where a picture, or a plot nested in it, is on the page. (The box of a nested one is that of all that it cuts off.)
  function shown(svg) {
    if (!svg.ownerSVGElement) return box(svg);
    const { x, y, width, height } = svg, place = svg.ownerSVGElement.getScreenCTM();
    const corner = (right, down) =>
      new DOMPoint(x.baseVal.value + right, y.baseVal.value + down).matrixTransform(place);
    const [first, last] = [corner(0, 0), corner(width.baseVal.value, height.baseVal.value)];
    return { left: first.x, top: first.y, right: last.x, bottom: last.y };
  }

  // The part of a straight line that is in a box, or null.
  function within([a, b], own) {
    let first = 0, last = 1;
    for (const [from, by, low, high] of [[a.x, b.x - a.x, own.left, own.right], [a.y, b.y - a.y, own.top, own.bottom]]) {
      if (!by && (from < low || from > high)) return null;
      if (!by) continue;
      const [enter, leave] = [(low - from) / by, (high - from) / by].sort((p, q) => p - q);
      [first, last] = [Math.max(first, enter), Math.min(last, leave)];
    }
    const at = (share) => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });
    return first < last ? [at(first), at(last)] : null;
  }

  function through(ends, { left, right, top, bottom }) {
    const part = within(ends, { left: left + 1, right: right - 1, top: top + 1, bottom: bottom - 1 });
    return part ? Math.hypot(part[1].x - part[0].x, part[1].y - part[0].y) : 0;
  }

  // What keeps a line off words: a halo or a plate between the two. Words that are struck out are faint themselves.
  function kept(text, path, ink) {
    if (text.hasAttribute("opacity") && text.getAttribute("opacity") < 1) return true;
    const before = text.previousElementSibling, above = (shape, other) => other.compareDocumentPosition(shape) & 4;
    if (before?.classList.contains("bp-halo") && above(before, path)) return true;
    const plates = [...text.closest(".bp-picture").querySelectorAll("rect, circle")];
    return plates.some((plate) => plate.getAttribute("fill").includes("paper") && above(plate, path) && above(text, plate)
      && across(ink, box(plate)) > 0 && down(ink, box(plate)) > 0);
  }

  // Words whose middle is in a shape must be in it wholly, others wholly out of it if it has an outline.
  function crosses(ink, shape, own, scale) {
    const x = (ink.left + ink.right) / 2, y = (ink.top + ink.bottom) / 2;
    const middle = { left: x, right: x, top: y, bottom: y };
    const [inside, meets] = shape.tagName === "circle" ? disc(own, shape.r.baseVal.value * scale) : rectangle(own);
    return inside(middle) ? !inside(ink) : shape.hasAttribute("stroke") && meets(ink);
  }

  function rectangle(own) {
    const inside = (a) =>
      a.left > own.left - 1 && a.right < own.right + 1 && a.top > own.top - 1 && a.bottom < own.bottom + 1;
    return [inside, (a) => across(a, own) > 1 && down(a, own) > 1];
  }

  function disc(own, radius) {
    const x = (own.left + own.right) / 2, y = (own.top + own.bottom) / 2;
    const farthest = (a) => Math.hypot(Math.max(a.right - x, x - a.left), Math.max(a.bottom - y, y - a.top));
    const nearest = (a) => Math.hypot(Math.max(a.left - x, 0, x - a.right), Math.max(a.top - y, 0, y - a.bottom));
    return [(a) => farthest(a) < radius + 1, (a) => nearest(a) < radius - 1];
  }
}
