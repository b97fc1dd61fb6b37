// A browser that does as it is told: each line of standard input is an order, each line of standard output its answer.
// What is waited for is waited for by the browser itself, so that no test sleeps.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const FRAME = "iframe:not(.coming)";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PATIENCE = 60000; // milliseconds, on a busy machine

let browser, page, errors;

function found({ selector, text, framed }) {
  const place = framed ? page.frameLocator(FRAME) : page;
  return place.locator(selector, text ? { hasText: text } : {}).first();
}

const ORDERS = {
  async open({ address, width = 1280, height = 900, scheme = "light" }) {
    if (page) await page.context().close();
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    await page.goto(address, { waitUntil: "load" });
  },
  async wait(order) { await found(order).waitFor({ state: order.state || "visible" }); },
  async text(order) { return await found(order).innerText(); },
  async attribute(order) { return await found(order).getAttribute(order.name); },
  async click(order) { await found(order).click(); },
  async press({ key }) { await page.keyboard.press(key); },
  async evaluate({ code }) { return await page.evaluate(code); },
  async address() { return page.url(); },
  async errors() { return errors; },
  async picture({ file }) { await page.screenshot({ path: file }); },
  async judge() {
    await page.evaluate(axe);
    return await page.evaluate(async (values) => {
      const options = { runOnly: { type: "tag", values }, resultTypes: ["violations"], iframes: false };
      const { violations } = await axe.run(document, options);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
    }, TAGS);
  },
};

async function main() {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    const order = JSON.parse(line);
    let answer;
    try {
      if (order.do === "begin") {
        browser = await chromium.launch({ executablePath: order.chromium, args: ["--no-sandbox", "--disable-gpu"] });
        answer = {};
      } else {
        answer = { value: await ORDERS[order.do](order) };
      }
    } catch (error) {
      answer = { failure: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  if (browser) await browser.close();
}

main();
