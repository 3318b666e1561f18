// Tell which words of the pictures on the page lie on other words, or beyond their picture, or across the outline of a
// box or a node. `ink` is where a line's letters are, from its base line to the height of its capitals; a line's own
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
      return { said: text.textContent, whole, ink: { left, right, top, bottom: base } };
    });
    for (const [i, { said, whole, ink }] of lines.entries()) {
      if (whole.left < frame.left - 1 || whole.right > frame.right + 1) found.push(`beyond the picture: ${said}`);
      if (whole.top < frame.top - 2 || whole.bottom > frame.bottom + 2) found.push(`beyond the picture: ${said}`);
      for (const other of lines.slice(i + 1)) {
        const over = across(whole, other.whole) > 2 && down(whole, other.whole) > 5;
        const beside = across(ink, other.ink) > -2 && down(ink, other.ink) > 0;
        if (over || beside) found.push(`words on words: ${said} | ${other.said}`);
      }
      for (const shape of picture.querySelectorAll("rect, circle"))
        if (crosses(ink, shape, box(shape), scale)) found.push(`across an outline: ${said}`);
    }
  }
  return found;

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
