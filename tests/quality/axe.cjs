// Looks at web pages as a reader's browser does, and prints what it saw as JSON.
// Standard input: {"chromium": path, "addresses": [...], "known": [CSS selectors], "pictures": file stem or nothing}.
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

async function open(browser, address, width, javaScriptEnabled) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled, bypassCSP: true });
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

async function look(browser, address, width, known, pictures) {
  const still = await open(browser, address, width, false);
  await still.context.close();
  const { context, page, requests, sight } = await open(browser, address, width, true);
  if (pictures) await page.screenshot({ path: `${pictures}-${width}px.png`, fullPage: true });
  await page.addStyleTag({ content: ".scroll { background: none !important }" }); // a shade at an edge is no text's ground
  await page.addScriptTag({ path: axeFile });
  const found = await page.evaluate(judge, { tags: TAGS, known });
  await context.close();
  return {
    address, width, ...sight, ...found,
    textWithoutScripts: still.sight.text,
    otherRequests: requests.concat(still.requests).filter((url) => url !== address && !url.startsWith("data:")),
  };
}

async function main({ chromium: executablePath, addresses, known, pictures }) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const seen = [];
  for (const address of addresses) {
    for (const width of WIDTHS) seen.push(await look(browser, address, width, known, pictures));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(seen));
}

main(JSON.parse(require("node:fs").readFileSync(0, "utf8"))).catch((error) => {
  console.error(error);
  process.exit(1);
});
