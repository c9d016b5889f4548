// The evidence of a clicked sentence, shown at once: it was fetched while its link was in sight, and
// stands over the panel until the run of the click has brought the panel itself.

const AHEAD_MS = 10000;
const LOOK_MS = 30;
const fetched = new Map();
let removeAhead = () => {};

// Fetches what stands in sight, when the browser has nothing else to do.
function prepareAhead(view, build) {
  view.build = build;
  view.sight ??= new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting && view.build) whenIdle(() => fetchAhead(view.build, target.dataset.claim));
    }
  });
  if (view.prepared === build) return;
  view.prepared = build;
  view.sight.disconnect();
  for (const link of view.root.querySelectorAll("a[data-claim]")) view.sight.observe(link);
}

function whenIdle(act) {
  (window.requestIdleCallback ?? setTimeout)(act);
}

async function fetchAhead(build, claim) {
  const key = `${build} ${claim}`;
  // By the time that the browser is idle a filter may have been chosen: then nothing is shown ahead.
  if (!build || fetched.has(key)) return;
  fetched.set(key, null);
  try {
    const address = `./evidence/${encodeURIComponent(claim)}?build=${encodeURIComponent(build)}`;
    const answer = await fetch(new URL(address, window.location.href));
    if (!answer.ok) return;
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    fetched.set(key, template.content.firstElementChild);
  } catch {
    fetched.delete(key); // the server is away; the click itself will say so
  }
}

function showAhead(view, section, claim) {
  removeAhead();
  const held = fetched.get(`${view.build} ${claim}`);
  const panel = document.querySelector(`.st-key-ev_${CSS.escape(section)}`);
  if (!view.build || !held || !panel) return;
  const shown = held.cloneNode(true);
  shown.inert = true;
  shown.setAttribute("aria-hidden", "true");
  panel.append(shown);
  const timer = setInterval(() => isThere(panel, shown) && removeAhead(), LOOK_MS);
  const limit = setTimeout(() => removeAhead(), AHEAD_MS);
  removeAhead = () => {
    clearInterval(timer);
    clearTimeout(limit);
    shown.remove();
    removeAhead = () => {};
  };
}

// Whether the panel itself shows the statement, with all its charts.
function isThere(panel, shown) {
  const named = panel.querySelector("#evidence")?.textContent.trim();
  const charts = [...panel.querySelectorAll(".stVegaLiteChart")];
  return (
    named === `Statement ${shown.dataset.number}` &&
    document.querySelector(".stApp")?.dataset.testScriptState !== "running" &&
    charts.every((chart) => chart.querySelector("svg.marks"))
  );
}
