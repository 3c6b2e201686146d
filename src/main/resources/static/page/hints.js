// On a page of /early-hints: when the style sheet came, by the browser's own clock, and what the server saw.
import { el, later, millis } from './dom.js';

const report = document.getElementById('report');
const say = (text) => report.append(el('li', {}, text));
const style = document.querySelector('link[rel=stylesheet]');
const time = (ms) => millis(ms / 1000);

await later(100);
const [page] = performance.getEntriesByType('navigation');
say(`The page came over ${page.nextHopProtocol}; its final answer began after ${time(page.finalResponseHeadersStart || page.responseStart)}.`);
const entry = style && performance.getEntriesByType('resource').find((resource) => resource.name === style.href);
if (entry) {
  const early = entry.initiatorType === 'early-hints' ? ' because of the 103' : '';
  say(`The style sheet was there after ${time(entry.responseEnd)}${early}; the browser asked for it after ${time(entry.startTime)}.`);
}
const id = style && new URL(style.href).searchParams.get('id');
if (id) {
  const answer = await fetch(`/early-hints/report?id=${id}`);
  if (answer.ok) {
    (await answer.json()).findings.forEach((finding) => say(`What the server saw: ${finding}`));
  }
}
