// Looks at web pages as a reader's browser does, and prints what it saw as JSON.
// Standard input: {"chromium": path, "addresses": [...], "known": [CSS selectors], "pictures": file stem or nothing,
// "media": what else the reader's browser asks for, such as {"colorScheme": "dark"}}.
// Each page is looked at in two widths. What axe could not decide tells which known selectors its element matches.
"use strict";
const { chromium } = require("playwright-core");
const axeFile = require.resolve("axe-core/axe.min.js");

const WIDTHS = [320, 1280];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function open(browser, address, width, javaScriptEnabled, media) {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, javaScriptEnabled, bypassCSP: true, ...media });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address, { waitUntil: "load" });
  const sight = await page.evaluate(() => ({
    text: document.body.innerText,
    pageWidth: document.documentElement.scrollWidth,
    windowWidth: window.innerWidth,
  }));
  return { context, page, requests, sight };
}

// Runs in the page.
async function judge({ tags, known }) {
  const listed = (results) => results.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    target: node.target.flat().join(" "),
    says: node.failureSummary || rule.help,
    known: known.flatMap((selector, index) => document.querySelector(node.target[0]).matches(selector) ? [index] : []),
  })));
  const runOnly = { type: "tag", values: tags };
  const found = await axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"] });
  return { violations: listed(found.violations), incomplete: listed(found.incomplete) };
}

// Runs in the page: the inks of the drawings' words, each with the ground that it stands on, as axe does not look at them.
function drawn() {
  const found = new Set();
  const page = getComputedStyle(document.documentElement).backgroundColor;
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = (shape) => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    };
    const inside = [...text.parentElement.querySelectorAll("rect, polygon, circle")].filter(
      (shape) => under(shape) && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    const own = getComputedStyle(text.parentElement).backgroundColor;
    const ground = inside.length ? getComputedStyle(inside.at(-1)).fill : own === "rgba(0, 0, 0, 0)" ? page : own;
    if (box.width) found.add(`${getComputedStyle(text).fill} on ${ground}`);
  }
  return [...found];
}

async function look(browser, address, width, known, pictures, media) {
  const still = await open(browser, address, width, false, media);
  await still.context.close();
  const { context, page, requests, sight } = await open(browser, address, width, true, media);
  if (pictures) await page.screenshot({ path: `${pictures}-${width}px.png`, fullPage: true });
  await page.addStyleTag({ content: ".scroll { background: none !important }" }); // a shade at an edge is no text's ground
  await page.addScriptTag({ path: axeFile });
  const inks = await page.evaluate(drawn);
  const found = await page.evaluate(judge, { tags: TAGS, known });
  await context.close();
  return {
    address, width, ...sight, ...found, inks,
    textWithoutScripts: still.sight.text,
    otherRequests: requests.concat(still.requests).filter((url) => url !== address && !url.startsWith("data:")),
  };
}

async function main({ chromium: executablePath, addresses, known, pictures, media = {} }) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const seen = [];
  for (const address of addresses) {
    for (const width of WIDTHS) seen.push(await look(browser, address, width, known, pictures, media));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(seen));
}

main(JSON.parse(require("node:fs").readFileSync(0, "utf8"))).catch((error) => {
  console.error(error);
  process.exit(1);
});
