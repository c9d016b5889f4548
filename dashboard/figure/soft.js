// Links that stay in the app, and the card of one figure: where it opens, focus goes, and comes back.
// A soft link is followed as the Back button is: the address changes, and Streamlit runs the page of
// it. Nothing is sent but the address; without this script the same links load the page anew.

const MOST_MS = 3000;
const CHECK_MS = 100;
const INPUTS = ["wheel", "touchstart", "pointerdown", "keydown"];
const OVERLAYS = "[data-testid=stPopoverBody], [role=dialog], [role=listbox], [role=menu]";
const FIELDS = "input, textarea, select, [contenteditable=true]";
const CLOSE = "step:close";
const CONNECTION = "data-test-connection-state";
const EMBEDDING = ["embed", "embed_options"];
const view = { shown: null, asked: false, kept: "", lost: false, send() {}, listens: false, stop() {} };

export default function ({ setTriggerValue }) {
  view.send = setTriggerValue;
  if (view.listens) return;
  view.listens = true;
  document.addEventListener("click", click);
  document.addEventListener("keydown", escape);
  document.addEventListener("pointerdown", () => { view.kept = ""; });
  const all = { childList: true, subtree: true, attributeFilter: [CONNECTION] };
  new MutationObserver(look).observe(document.body, all);
  look();
}

// A server that was started anew, or forgot this reader, knows none of the parts of the page and
// answers no click on them, until the whole page has run once.
function runAnew() {
  const connected = document.querySelector(`[${CONNECTION}]`)?.getAttribute(CONNECTION);
  if (!connected) return;
  if (view.lost && connected === "CONNECTED") view.send("back", Date.now());
  view.lost = connected !== "CONNECTED";
}

// How the page is embedded stays in the address, wherever a link leads in this edition.
function embedded(href) {
  const target = new URL(href, window.location.href);
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    const held = target.searchParams.getAll(name).includes(value);
    if (EMBEDDING.includes(name.toLowerCase()) && !held) target.searchParams.append(name, value);
  }
  return target;
}

function go(href) {
  const target = embedded(href);
  if (target.href === window.location.href) return;
  window.history.pushState({}, "", target);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

// With Ctrl, Shift, Alt or Meta, and with the middle button, a link opens where the browser opens it.
function click(event) {
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || modified) return;
  const link = event.target.closest?.("a[href]");
  if (link && !link.hasAttribute("data-soft")) {
    if (link.origin === window.location.origin) link.href = embedded(link.href);
    return;
  }
  if (link) {
    event.preventDefault();
    view.asked = link.hasAttribute("data-figure");
    view.kept = link.dataset.keep ?? "";
    view.back = view.kept === CLOSE ? document.querySelector("a.cl[aria-current]")?.id : null;
    if (link.hasAttribute("data-top")) document.querySelector(".stMain")?.scrollTo(0, 0);
    go(link.href);
    return;
  }
  const mark = markOf(event.target);
  if (!mark) return;
  view.asked = true;
  view.send("mark", { ...mark, at: Date.now() });
}

// Vega keeps with every mark the row of the table that it was drawn from.
function markOf(target) {
  const { period, tooltip } = target.__data__?.datum ?? {};
  const chart = target.closest?.(".stVegaLiteChart");
  const frame = chart?.closest('[class*="st-key-fig_"]');
  if (!frame || !tooltip) return null;
  const name = [...frame.classList].find((one) => one.startsWith("st-key-fig_"));
  const place = [...frame.querySelectorAll(".stVegaLiteChart")].indexOf(chart);
  return { frame: name.slice("st-key-fig_".length), place, period, tooltip };
}

function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || event.target.closest?.(FIELDS)) return;
  const close = document.querySelector(".fc a.close");
  if (close && !document.querySelector(OVERLAYS)) go(close.href);
}

// The page that a link leads to brings the link anew: focus goes on in it, or, where a statement was
// closed, in its sentence.
function keepFocus() {
  if (!view.kept || (document.activeElement && document.activeElement !== document.body)) return;
  const link = document.querySelector(`a[data-keep="${CSS.escape(view.kept)}"]:not(.ahead *)`);
  (link ?? document.getElementById(view.back))?.focus({ preventScroll: true });
}

function look() {
  runAnew();
  keepFocus();
  const card = document.querySelector(".fc[data-figure]");
  const figure = card?.dataset.figure ?? null;
  point(figure);
  if (figure === view.shown) return;
  const before = view.shown;
  view.shown = figure;
  view.stop();
  if (card) open(card);
  else giveBack(before);
}

// Tells which row of a table stands open, and keeps that row in sight within its table.
function point(figure) {
  for (const link of document.querySelectorAll("a[data-figure]")) {
    const current = link.dataset.figure === figure;
    if (current === link.hasAttribute("aria-current")) continue;
    if (current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (current) showRow(link);
  }
}

function showRow(link) {
  const table = link.closest(".scroll");
  if (!table) return;
  const [row, box] = [link.closest("tr").getBoundingClientRect(), table.getBoundingClientRect()];
  if (row.top < box.top + 40 || row.bottom > box.bottom) {
    table.scrollTop += row.top - box.top - box.height / 2;
  }
}

// The reader who asked for a card goes on in it. One that came by address is only brought into sight.
function open(card) {
  if (view.asked) card.focus({ preventScroll: true });
  view.asked = false;
  watch(card);
}

// Focus that was in the card goes back to the row that it was opened from.
function giveBack(figure) {
  view.asked = false;
  const lost = !document.activeElement || document.activeElement === document.body;
  const link = document.querySelector(`a[data-figure="${CSS.escape(figure)}"]`);
  if (lost && link) link.focus();
}

// What stands above may still grow: look again for a while, and leave off as soon as the reader acts.
function watch(card) {
  const show = () => {
    const head = card.querySelector(".big") ?? card;
    const { top, bottom } = head.getBoundingClientRect();
    const hidden = top < 64 || bottom > window.innerHeight - 24;
    if (card.isConnected && hidden) card.scrollIntoView({ block: place(card), behavior: "instant" });
  };
  const timer = setInterval(show, CHECK_MS);
  const limit = setTimeout(() => view.stop(), MOST_MS);
  view.stop = () => {
    clearInterval(timer);
    clearTimeout(limit);
    for (const input of INPUTS) window.removeEventListener(input, view.stop, true);
    view.stop = () => {};
  };
  for (const input of INPUTS) window.addEventListener(input, view.stop, true);
  show();
}

// A card that fits is shown whole at the foot of the window, with what it belongs to above it.
function place(card) {
  return card.offsetHeight < window.innerHeight - 120 ? "end" : "start";
}
