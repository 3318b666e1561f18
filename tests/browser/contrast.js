// The words under `root` whose colour is too near to what lies behind them: [contrast, what they say, their colour].
(root) => {
  const numbers = (colour) => {
    const found = colour.match(/[\d.]+/g).map(Number);
    const scale = colour.startsWith("color(srgb") ? 1 : 255;
    return { rgb: found.slice(0, 3).map((c) => c / scale), alpha: found[3] ?? 1 };
  };
  const over = (top, ground) => top.rgb.map((c, i) => c * top.alpha + ground[i] * (1 - top.alpha));
  const luminance = (rgb) => rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    if (!element) return [1, 1, 1];
    const own = numbers(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, behind(element.parentElement));
  };
  const bad = [];
  for (const element of root.querySelectorAll("*")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join(" ").trim();
    const style = getComputedStyle(element), drawn = element.namespaceURI.endsWith("svg");
    const paint = drawn ? style.fill : style.color;
    if (element.closest("mjx-assistive-mml")) continue; // MathJax's words for screen readers, which nobody sees
    if (element.closest(".jp-RenderedMarkdown pre")) continue; // code in a text, in JupyterLab's colours of code
    if (!words || paint === "none" || /STYLE|SCRIPT/.test(element.tagName) || !element.getClientRects().length) continue;
    const ground = behind(drawn ? element.ownerSVGElement : element);
    const [dim, bright] = [luminance(over(numbers(paint), ground)), luminance(ground)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dim + 0.05);
    if (contrast < 4.5) bad.push([contrast.toFixed(2), words.slice(0, 40), paint, `on ${ground.map((c) => Math.round(c * 255))}`]);
  }
  return bad;
}
