// What a test does to a card in Anki's reviewer, and what it looks for there. Loaded into the page after
// Anki's own `reviewer.js`; called by `reviewer.py`.

let hasRun = false;

// What a card's own script would call, if one ran.
function ran() {
  hasRun = true;
}

const settled = () => new Promise(done => _queueAction(() => requestAnimationFrame(() => done())));

async function put(sides, side, unfold) {
  _showQuestion(sides.question, sides.answer, sides.classes);
  if (side === "answer") { await settled(); _showAnswer(sides.answer, sides.classes); }
  await settled();
  const shown = document.getElementById("qa");
  if (unfold) shown.querySelectorAll("details").forEach(box => box.open = true);
  await Promise.all([...shown.querySelectorAll("img")].map(image => image.decode().catch(() => 0)));
  await document.fonts.ready;  // those of MathJax, without which a picture lacks letters
  await new Promise(done => setTimeout(done));  // whatever listens to an error of an image comes first
  return shown;
}

const NO_TEX = "pre, code, script, style, mjx-container";
const RAW = /\\[(\[]|\\(?:frac|text|sum|sqrt|alpha|begin)\b/g;

function rawTex(shown) {
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest(NO_TEX)) found.push(...(node.data.match(RAW) || []));
  }
  return found;
}

function cut(shown) {
  // An element that neither scrolls nor holds what it shows: its words lie over what stands beside.
  return [...shown.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return !element.closest("mjx-container, svg, i") && style.display !== "inline"
      && style.overflowX === "visible" && element.clientWidth > 0
      && element.scrollWidth > element.clientWidth + 1;
  }).map(element => element.outerHTML.slice(0, 120));
}

async function inspect(cards) {
  const results = [];
  for (const sides of cards) for (const side of ["question", "answer"]) {
    hasRun = false;
    performance.clearResourceTimings();
    const shown = await put(sides, side, true);
    const page = document.scrollingElement, card = getComputedStyle(document.body);
    results.push({
      card: sides.card, side, text: shown.innerText, html: shown.innerHTML,
      formulas: shown.querySelectorAll("mjx-container").length,
      formula_errors: [...shown.querySelectorAll("mjx-merror, mjx-container [style*='color: red']")]
        .map(error => error.getAttribute("data-mjx-error") || error.textContent),
      raw_tex: rawTex(shown), overflow: page.scrollWidth - page.clientWidth, cut: cut(shown),
      broken_images: [...shown.querySelectorAll("img")].filter(image => !image.naturalWidth)
        .map(image => image.src),
      loaded: performance.getEntriesByType("resource").map(entry => entry.name)
        .filter(name => !name.startsWith(document.baseURI)),
      ran: hasRun, ink: card.color, paper: card.backgroundColor,
    });
  }
  return results;
}
