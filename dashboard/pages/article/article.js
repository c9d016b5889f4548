// Draws one section of the article. The DOM is built once per text; afterwards only attributes
// change, so that focus, scroll position and a reader's selection stay where they are. SHAPES stands
// before it: paths by the mark of a reading, each with the width of its line, in a box of 12 by 12.

const SVG = "http://www.w3.org/2000/svg";
const WATCH_MS = 3000;
const CHECK_MS = 100;
const INPUTS = ["wheel", "touchstart", "pointerdown", "keydown"];
const views = new WeakMap();
let watched = { view: null, stop() {} };

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = JSON.parse(component.data);
  const text = JSON.stringify([data.heading, data.paragraphs, data.statements.map((s) => s.claim)]);
  let view = views.get(parentElement);
  if (!view || view.text !== text) {
    view?.root.remove();
    view = build(data, text);
    parentElement.append(view.root);
    views.set(parentElement, view);
  }
  view.send = (claim) => setTriggerValue("claim", claim);
  update(view, data);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function emptyShape() {
  const shape = document.createElementNS(SVG, "svg");
  shape.setAttribute("class", "mk");
  shape.setAttribute("viewBox", "0 0 12 12");
  shape.setAttribute("aria-hidden", "true");
  return shape;
}

function build(data, text) {
  const view = { text, section: data.section, links: [], rows: [], labels: {}, known: false, sent: null };
  const title = `h-${data.section}`;
  const heading = make("h2", { id: title }, data.heading);
  const paragraphs = data.paragraphs.map((runs) => paragraph(view, runs));
  view.status = make("p", { role: "status", class: "vh" });
  const labels = make("div", { hidden: "" }, ...Object.values(view.labels));
  const article = make("article", { "aria-labelledby": title }, heading, ...paragraphs);
  view.root = make("div", { class: "article-section" }, article);
  if (data.statements.length) view.root.append(list(view, data.statements));
  view.root.append(labels, view.status);
  view.root.addEventListener("click", (event) => follow(view, event));
  return view;
}

function paragraph(view, runs) {
  const children = runs.map((run) => (run.claim ? claimLink(view, run) : run.text));
  return make("p", { class: "art" }, ...children);
}

// The shape and the first word are glued together, so that a shape never ends a line.
function claimLink(view, run) {
  const first = !(run.claim in view.labels);
  const cut = run.text.search(/\s|$/);
  const shape = emptyShape();
  const glued = make("span", { class: "gl" }, ...(first ? [shape] : []), run.text.slice(0, cut));
  const id = first ? run.claim : `${run.claim}-${view.links.length}`;
  const link = make("a", { id, "data-claim": run.claim }, glued, run.text.slice(cut));
  view.labels[run.claim] ??= make("span", { id: `label-${run.claim}` });
  link.setAttribute("aria-labelledby", `label-${run.claim} ${id}`);
  view.links.push({ claim: run.claim, link, shape });
  return link;
}

function list(view, statements) {
  view.rows = statements.map((statement) => {
    const title = make("span", { class: "q" });
    const shape = emptyShape();
    const detail = make("span", {});
    const line = make("span", { class: "rd" }, shape, detail);
    const link = make("a", { "data-claim": statement.claim }, title, " ", line);
    const number = make("span", { class: "no" });
    const row = make("li", {}, number, link);
    return { row, number, link, shape, title, detail };
  });
  const label = "Statements in this section";
  return make("ol", { class: "stm", "aria-label": label }, ...view.rows.map((item) => item.row));
}

function update(view, data) {
  for (const { claim, link, shape } of view.links) {
    const mark = data.marks[claim];
    if (!mark) continue;
    link.href = mark.href;
    link.className = ["cl", `is-${mark.state}`, mark.reading].filter(Boolean).join(" ");
    setCurrent(link, claim === data.selected);
    setText(view.labels[claim], `${mark.label}: `);
    draw(shape, mark.reading, mark.state === "hollow");
  }
  data.statements.forEach((statement, index) => updateRow(view.rows[index], statement, data));
  underline(view, data.names);
  prepareAhead(view, data.ahead);
  select(view, data);
}

// Names of chosen actors: painted over the text by the browser, so that no node changes. Without
// highlights in the browser there are none.
function underline(view, names) {
  const wanted = JSON.stringify(names);
  if (view.names === wanted || !window.CSS?.highlights) return;
  view.names = wanted;
  for (const [role, range] of view.ranges ?? []) CSS.highlights.get(role)?.delete(range);
  view.ranges = Object.entries(names).flatMap(([role, words]) =>
    ranges(view.root.querySelector("article"), words).map((range) => [`name-${role}`, range]),
  );
  for (const [role, range] of view.ranges) {
    if (!CSS.highlights.has(role)) CSS.highlights.set(role, new Highlight());
    CSS.highlights.get(role).add(range);
  }
}

function ranges(root, words) {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<!\\p{L})(?:${escaped.join("|")})(?!\\p{L})`, "gu");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(pattern)) {
      const range = new Range();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      found.push(range);
    }
  }
  return found;
}

function updateRow(item, statement, data) {
  const current = statement.current || statement.claim === data.selected;
  item.link.href = statement.href;
  item.row.className = current ? "cur" : "";
  setCurrent(item.link, current);
  setText(item.number, String(statement.number));
  setText(item.title, statement.title);
  setText(item.detail, statement.detail);
  draw(item.shape, statement.reading, false);
}

function setCurrent(link, current) {
  if (current) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function draw(shape, reading, hollow) {
  const wanted = `${reading}${hollow ? "-hollow" : ""}`;
  if (shape.dataset.reading === wanted) return;
  shape.dataset.reading = wanted;
  const strokes = (SHAPES[reading] ?? []).map(([path, width]) => {
    const stroke = document.createElementNS(SVG, "path");
    const thin = { "stroke-width": 1.25, "stroke-dasharray": "2 1.2" };
    const line = hollow ? thin : width && { "stroke-width": width };
    const ink = line ? { fill: "none", stroke: "currentColor", ...line } : { fill: "currentColor" };
    for (const [name, value] of Object.entries({ d: path, ...ink })) stroke.setAttribute(name, value);
    return stroke;
  });
  shape.replaceChildren(...strokes);
}

// A plain click or Enter stays in the page; with Ctrl, Shift, Alt or Meta, and with the middle
// button, the link is an ordinary link and opens where the browser opens it.
function follow(view, event) {
  const link = event.target.closest("a[data-claim]");
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || event.button !== 0 || modified) return;
  event.preventDefault();
  view.sent = link.dataset.claim;
  view.send(view.sent);
  showAhead(view, view.section, view.sent);
}

// A claim that came by URL (deep link, Back, a stepper) is brought into the viewport, unless the URL
// also asks for the card of a figure; a claim that was clicked here is in sight already and the page
// stays where it is.
function select(view, data) {
  const claim = data.selected;
  const clicked = view.sent === claim;
  const address = new URLSearchParams(window.location.search);
  const asked = address.get("claim") === claim;
  const changed = claim !== view.selected;
  const opened = !view.known;
  view.selected = claim;
  view.known = true;
  if (changed && watched.view === view) watched.stop();
  if (!claim || !changed || !(clicked || asked)) return;
  if (!opened) setText(view.status, data.marks[claim]?.said ?? "");
  if (!clicked && !address.has("figure")) watch(view, claim);
  view.sent = null;
}

// What stands above a sentence may still grow while the page loads: look again for a while, and
// leave off as soon as the reader does anything. Sections share one watch, the latest.
function watch(view, claim) {
  watched.stop();
  const link = view.links.find((item) => item.claim === claim)?.link;
  if (!link) return;
  const show = () => {
    const { top, bottom } = link.getBoundingClientRect();
    const hidden = top < 64 || bottom > window.innerHeight;
    if (hidden) link.scrollIntoView({ block: "center", behavior: "instant" });
  };
  const timer = setInterval(show, CHECK_MS);
  const limit = setTimeout(() => stop(), WATCH_MS);
  const stop = () => {
    clearInterval(timer);
    clearTimeout(limit);
    for (const input of INPUTS) window.removeEventListener(input, stop, true);
  };
  for (const input of INPUTS) window.addEventListener(input, stop, true);
  watched = { view, stop };
  show();
}
