// Opens each page in Chromium at three widths, in light, dark and print, and looks for what a reader would stumble over.
// usage: node page.mjs CHROMIUM PAGE.html…   One line "ok …" or "not ok …" for each page, width and medium.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [390, 768, 1440];
const media = [{ name: 'light', colorScheme: 'light' }, { name: 'dark', colorScheme: 'dark' }, { name: 'print', media: 'print' }];
const sizeMax = 1.5e6;

// Runs in the page: texts wider than their boxes, beyond the page, or upon one another.
function stumbles() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide, its window ${root.clientWidth}`);
  const visible = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.scroll');
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || !visible(parent) || parent.closest('title, desc')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1 || r.height < 1) continue;
      const box = { left: r.left, right: r.right, top: r.top, bottom: r.bottom, text: node.data.trim().slice(0, 50), parent };
      if (r.right > root.clientWidth + 1 || r.left < -1) found.push(`beyond the page: "${box.text}"`);
      const svg = parent.closest('svg');
      if (svg) {
        const s = svg.getBoundingClientRect();
        if (r.left < s.left - 1.5 || r.right > s.right + 1.5 || r.top < s.top - 2 || r.bottom > s.bottom + 2)
          found.push(`beyond its chart: "${box.text}"`);
      }
      boxes.push(box);
    }
  }
  for (const e of document.querySelectorAll('main *, nav *, header *, footer *')) {
    if (e.closest('svg, .scroll') || !visible(e)) continue;
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline')
      found.push(`wider than its box: <${e.tagName.toLowerCase()}> "${e.textContent.trim().slice(0, 50)}"`);
  }
  boxes.sort((a, b) => a.top - b.top);
  for (let i = 0; i < boxes.length; i++)
    for (let k = i + 1; k < boxes.length && boxes[k].top < boxes[i].bottom; k++) {
      const a = boxes[i], b = boxes[k];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // the line boxes of neighbouring lines may touch: their letters do not
      if (wide > 1.5 && high > Math.min(a.bottom - a.top, b.bottom - b.top) * .45)
        found.push(`one upon the other: "${a.text}" and "${b.text}"`);
    }
  return found;
}

async function look(browser, file, width, medium) {
  const found = [];
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: medium.colorScheme ?? 'light' });
  const page = await context.newPage();
  page.on('console', message => found.push(`console: ${message.text()}`));
  page.on('pageerror', error => found.push(`error: ${error.message}`));
  page.on('dialog', dialog => { found.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const address = pathToFileURL(resolve(file)).href;
  page.on('request', request => { if (request.url() !== address) found.push(`request: ${request.url()}`); });
  await page.goto(address, { waitUntil: 'load' });
  if (medium.media) await page.emulateMedia({ media: medium.media });
  found.push(...await page.evaluate(stumbles));
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
  found.push(...(await page.evaluate(stumbles)).map(f => `unfolded: ${f}`));
  if (medium.media || width === 768) { await context.close(); return [...new Set(found)]; }
  // the tool's script comes from the tester, not from the page: its policy holds for the page's own
  const result = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  for (const v of result.violations)
    if (v.impact === 'serious' || v.impact === 'critical')
      found.push(`axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`);
  await context.close();
  return [...new Set(found)];
}

let failed = false;
const [, , executablePath, ...files] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const file of files) {
  const size = statSync(file).size;
  if (size > sizeMax) { failed = true; console.log(`not ok ${basename(file)}: ${size} bytes, at most ${sizeMax}`); }
  for (const width of widths)
    for (const medium of media) {
      const found = await look(browser, file, width, medium);
      console.log(`${found.length ? 'not ok' : 'ok'} ${basename(file)} ${width} ${medium.name}`);
      for (const line of found.slice(0, 12)) console.log(`  ${line}`);
      failed ||= found.length > 0;
    }
}
await browser.close();
process.exit(failed ? 1 : 0);
