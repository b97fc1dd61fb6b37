// Follows the workspace: hears of each change, fetches its own page anew and puts in what has changed.
"use strict";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const frames = byId("frames");
const id = frames ? frames.dataset.id : "";
const say = (words) => { byId("said").textContent = words; };

// -- the page that this one frames

let marking = false; // whether source lines are to be shown

function shownFrame() {
  return frames.querySelector("iframe:not(.coming)");
}

// The next state of the document loads behind the one that is seen, and takes its place at the same height.
function show(address) {
  if (!address || frames.dataset.address === address) return;
  frames.dataset.address = address;
  frames.querySelectorAll("iframe.coming").forEach((frame) => frame.remove());
  const frame = document.createElement("iframe");
  frame.title = byId("title").textContent;
  frame.className = "coming";
  frame.src = address + location.hash;
  frame.addEventListener("load", () => {
    if (!frame.classList.contains("coming")) return;
    const before = shownFrame();
    prepare(frame);
    if (before) keepHeight(before, frame);
    frame.classList.remove("coming");
    if (before) {
      const changed = changes(before.contentDocument, frame.contentDocument);
      before.remove();
      byId("place").hidden = true; // its lines may stand elsewhere now
      point(frame, changed);
      say("The page has changed.");
    }
  });
  frames.append(frame);
}

// Scrolls to what stood at the top before, found by its id, or else as far down as before.
function keepHeight(before, after) {
  const old = before.contentDocument, now = after.contentDocument;
  const top = [...old.querySelectorAll("main [id]")].find((each) => each.getBoundingClientRect().bottom > 0);
  const same = top && now.getElementById(top.id);
  const y = same
    ? now.defaultView.scrollY + same.getBoundingClientRect().top - top.getBoundingClientRect().top
    : old.defaultView.scrollY;
  now.defaultView.scrollTo({ top: y, behavior: "instant" });
}

const PLACED = "[data-place], data, svg text";

// What reads otherwise than before, the innermost of it.
function changes(old, now) {
  const known = new Set([...old.querySelectorAll(PLACED)].map((each) => each.textContent));
  return [...now.querySelectorAll(PLACED)].filter((each) => !known.has(each.textContent));
}

function point(frame, changed) {
  const height = frame.contentWindow.innerHeight;
  const inView = (each) => { const box = each.getBoundingClientRect(); return box.bottom > 0 && box.top < height; };
  for (const each of changed) each.classList.add("pcpgen-changed");
  if (changed.length && !changed.some(inView)) changed[0].scrollIntoView({ block: "center", behavior: "instant" });
}

const STYLE = `
[data-place], figure.chart, data { cursor: pointer; }
.pcpgen-changed { animation: pcpgen-changed 3s ease-out; }
.pcpgen-chosen { outline: 3px solid #23408f; outline-offset: 3px; }
.pcpgen-places [data-place]:is(:hover, :focus-visible) { outline: 2px dashed #23408f; outline-offset: 2px; }
.pcpgen-places [data-place]::before {
  content: attr(data-line); font: 400 12px/1 monospace; color: #16212b; background: #ffe08a; padding: 1px 3px;
  margin-right: 4px; border-radius: 2px;
}
@keyframes pcpgen-changed { from { background-color: #ffe08a; outline: 3px solid #ffe08a; } }
@media (prefers-reduced-motion: reduce) { .pcpgen-changed { animation-timing-function: step-end; } }
@media print { .pcpgen-places [data-place]::before { content: none; } }
`;

// A document comes without a script; what makes it answer to a click is put on from here.
function prepare(frame) {
  const page = frame.contentDocument;
  const style = page.createElement("style");
  style.textContent = STYLE;
  page.head.append(style);
  for (const each of page.querySelectorAll("[data-place]")) each.dataset.line = each.dataset.place.split(":")[1];
  mark(page);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) follow(event, link);
    else if (page.defaultView.getSelection().isCollapsed) choose(event.target);
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll();
    else if (event.key === "Enter" && event.target.dataset.place) choose(event.target);
  });
}

// A link to another document leads to its preview, one out of here to a window of its own.
function follow(event, link) {
  const to = new URL(link.href);
  const other = to.origin === location.origin && to.pathname.match(/^\/page\/([^/]+)\/[^/]+\.html$/);
  if (to.origin !== location.origin) {
    event.preventDefault();
    if (to.protocol !== "http:" && to.protocol !== "https:") location.href = to.href;
    else window.open(to.href, "_blank", "noopener");
  } else if (other && to.pathname !== new URL(link.baseURI).pathname) {
    event.preventDefault();
    location.href = `/view/${other[1]}${to.hash}`;
  } else if (!other) {
    event.preventDefault();
    window.open(to.href, "_blank", "noopener");
  }
}

function mark(page) {
  page.documentElement.classList.toggle("pcpgen-places", marking);
  for (const each of page.querySelectorAll("[data-place]")) {
    if (marking) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}

// -- where words come from

async function choose(target) {
  const placed = target.closest("[data-place]");
  const figure = target.closest("data[data-origin]");
  const label = target.closest("[data-figure]");
  const around = [];
  for (let each = target; each; each = each.parentElement) if (each.id) around.push(each.id);
  const text = target.textContent.slice(0, 300);
  const pointed = new URLSearchParams({ id, blocks: around.join(" "), text });
  if (placed) pointed.set("words", placed.dataset.place);
  if (figure) pointed.set("cells", figure.dataset.origin);
  else if (label) pointed.set("figure", label.dataset.figure);
  const answer = await fetch(`/place?${pointed}`);
  if (!answer.ok) return;
  const page = target.ownerDocument;
  page.querySelectorAll(".pcpgen-chosen").forEach((each) => each.classList.remove("pcpgen-chosen"));
  (figure || placed || target.closest("figure, table") || target).classList.add("pcpgen-chosen");
  byId("place-says").innerHTML = await answer.text();
  byId("place").hidden = false;
  say(byId("place-says").innerText);
}

// -- what is wrong

let told = null; // the problems that the overlay has come for

function overlay() {
  const problems = byId("problems"), panel = byId("panel");
  const now = problems.dataset.open + problems.textContent;
  if (now !== told) {
    panel.hidden = problems.dataset.open !== "yes";
    if (told !== null) say(byId("state").innerText);
    told = now;
  }
  if (!problems.textContent.trim()) panel.hidden = true;
  expanded();
}

function expanded() {
  const toggle = byId("toggle");
  if (toggle) toggle.setAttribute("aria-expanded", String(!byId("panel").hidden));
}

function closeAll() {
  for (const each of document.querySelectorAll("aside.card")) each.hidden = true;
  expanded();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(`${button.dataset.copy} is copied.`);
  } else if (button.dataset.close) {
    byId(button.dataset.close).hidden = true;
    expanded();
  } else if (button.id === "toggle") {
    byId("panel").hidden = !byId("panel").hidden;
    expanded();
  } else if (button.id === "places") {
    marking = !marking;
    button.setAttribute("aria-pressed", String(marking));
    const frame = shownFrame();
    if (frame) mark(frame.contentDocument);
  }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && frames) closeAll(); });

// -- what changes

async function renew() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const then = root.dataset;
  if (page.body.className !== document.body.className || page.documentElement.dataset.run !== then.run) {
    location.reload();
    return;
  }
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = page.getElementById(old.id);
    if (now && !now.isEqualNode(old)) put(old, now);
  }
  then.version = page.documentElement.dataset.version;
  settle();
}

// What has changed is put in; who stood on a button of it stands there still.
function put(old, now) {
  const focused = old.contains(document.activeElement) && document.activeElement.id;
  old.replaceWith(document.adoptNode(now));
  if (focused && byId(focused)) byId(focused).focus();
}

function settle() {
  if (!frames) return;
  document.title = `${byId("title").textContent}: preview`;
  show(byId("stage").dataset.page);
  overlay();
}

// Renewals run one after another; all that is heard meanwhile is one more.
let running = false, more = false;

async function heard() {
  more = true;
  if (running) return;
  running = true;
  while (more) {
    more = false;
    try { await renew(); } catch { /* the preview has ended, which the events tell */ }
  }
  running = false;
}

let events = null;

function listen() {
  if (document.hidden || events) return;
  events = new EventSource(`/events?id=${encodeURIComponent(id)}`);
  events.addEventListener("message", (event) => {
    ended(false);
    if (event.data !== `${root.dataset.run}-${root.dataset.version}`) heard();
  });
  events.addEventListener("end", () => ended(true));
  events.addEventListener("error", () => ended(true));
}

function ended(now) {
  byId("ended").hidden = !now;
}

// A browser keeps few connections to one address, so a page that is not seen gives its own back.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) listen();
  else if (events) { events.close(); events = null; }
});

settle();
listen();
