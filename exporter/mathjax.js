// One formula of TeX into SVG, in a V8 that has no browser around it.
//
// `configure` and `start` stand around the loading of MathJax's own files; `typeset` is then called
// for each formula and gives {svg, width, height, depth}, lengths in em, or {fault}.

globalThis.exporterMathJax = (() => {
  const PER_EM = 1000; // the units of a view box
  const EX = 0.442; // the height of an x in MathJax's font, in em
  // What a formula may define, and the next one must not see.
  const DEFINED = [
    "new-Delimiter", "new-Command", "new-Environment", "ams-declare-ops", "mathtools-paired-delims",
  ];

  let fresh = "";

  function configure(packages) {
    globalThis.MathJax = {
      loader: { load: [] },
      startup: { typeset: false },
      tex: { packages, formatError: (_, error) => { throw error; } },
      svg: { fontCache: "none" },
    };
  }

  function start(components) {
    MathJax.loader.preLoad(...components);
    MathJax.startup.defaultReady();
    fresh = JSON.stringify(parser().options.mathtools);
  }

  function parser() {
    return MathJax.startup.document.inputJax[0].parseOptions;
  }

  function forget() {
    MathJax.texReset();
    // By way of the parser: MathJax registers two maps of each name, and writes to this one.
    for (const name of DEFINED) parser().handlers.retrieve(name).map.clear();
    parser().options.mathtools = JSON.parse(fresh);
    parser().packageData.get("color").model.userColors.clear();
  }

  function typeset(tex, display) {
    try {
      forget();
      return measured(MathJax.tex2svg(tex, { display }));
    } catch (error) {
      return { fault: String(error.message || error) };
    }
  }

  function measured(container) {
    const dom = MathJax.startup.adaptor;
    const svg = dom.firstChild(container);
    const box = dom.hasAttribute(svg, "viewBox") ? viewBox(dom, svg) : untag(dom, svg);
    const [left, top, width, height] = box;
    dom.setAttribute(svg, "viewBox", box.join(" "));
    dom.setAttribute(svg, "width", `${width / PER_EM}em`);
    dom.setAttribute(svg, "height", `${height / PER_EM}em`);
    for (const name of ["style", "role", "focusable"]) dom.removeAttribute(svg, name);
    strip(dom, svg);
    return {
      svg: dom.serializeXML(svg),
      width: width / PER_EM,
      height: height / PER_EM,
      depth: (top + height) / PER_EM,
    };
  }

  function viewBox(dom, node) {
    return dom.getAttribute(node, "viewBox").split(" ").map(Number);
  }

  // A formula with a \tag is as wide as its page and leaves the placing of its two parts to the
  // browser. Here it gets the least width that MathJax names for it, the formula in the middle of
  // it and the tag at its right edge.
  function untag(dom, svg) {
    const parts = dom.tags(svg, "svg");
    const table = parts.find((part) => dom.hasAttribute(part, "data-table"));
    const labels = parts.find((part) => dom.hasAttribute(part, "data-labels"));
    const width = Math.ceil(parseFloat(dom.getStyle(svg, "min-width")) * EX * PER_EM);
    const [centre, top, , height] = viewBox(dom, table);
    const [right] = viewBox(dom, labels);
    const root = dom.node("g", { fill: "currentColor", stroke: "currentColor", "stroke-width": 0 });
    for (const [part, left] of [[table, width / 2 - centre - 0.5], [labels, width - right - 1]]) {
      dom.append(root, dom.node("g", { transform: `translate(${left},0)` }, dom.childNodes(part).slice()));
    }
    for (const child of dom.childNodes(svg).slice()) dom.remove(child);
    dom.append(svg, root);
    return [0, top, width, height];
  }

  // Notes for a browser's tools, a third of the text.
  function strip(dom, node) {
    for (const { name } of dom.allAttributes(node)) {
      if (name.startsWith("data-") || name === "id") dom.removeAttribute(node, name);
    }
    for (const child of dom.childNodes(node)) {
      if (dom.kind(child) !== "#text" && dom.kind(child) !== "#comment") strip(dom, child);
    }
  }

  return { configure, start, typeset };
})();
