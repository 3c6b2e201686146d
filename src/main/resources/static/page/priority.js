// On /priority/run: two runs of pictures, the browser's own timings of each, and what the server says of the order.
import { count, el, later, millis } from './dom.js';

const runs = document.getElementById('runs');
const query = new URLSearchParams(location.search);

const json = async (path) => {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  return body;
};

const picture = (request, important) => new Promise((loaded) => {
  const image = el('img', { alt: '', width: 96, height: 48 });
  image.fetchPriority = important ? 'high' : 'low';
  image.addEventListener('load', () => loaded(image));
  image.addEventListener('error', () => loaded(image));
  image.src = request.path;
});

const timing = (image) => performance.getEntriesByType('resource').find((entry) => entry.name === image.src);

const row = (cells, tag) => el('tr', {}, ...cells.map((cell) => el(tag, {}, cell)));

async function run(obey) {
  query.set('obey', obey);
  const section = el('section', {}, el('h2', {}, obey ? 'Priorities obeyed' : 'Priorities turned off'));
  runs.append(section);
  const plan = await json(`/priority/run?${query}`);
  const last = plan.requests.length;
  const images = await Promise.all(plan.requests.map((request, i) => picture(request, i === last - 1)));
  await later(100);
  const report = await json(plan.report);
  const times = images.map(timing);
  const start = Math.min(...times.map((entry) => entry.startTime));
  const rows = report.responses.map((response, i) => row([
    String(response.number),
    response.field ?? 'none',
    millis((times[i].startTime - start) / 1000),
    millis((times[i].responseEnd - start) / 1000),
    response.content ? count(response.content.interleaved) : 'unknown',
  ], 'td'));
  section.append(
    el('p', {}, ...images),
    el('table', {},
      el('thead', {}, row(['Picture', 'Priority field', 'Requested', 'Complete', 'Bytes of others in between'], 'th')),
      el('tbody', {}, ...rows)),
    el('ul', {}, ...report.findings.map((finding) => el('li', {}, finding))));
  const first = times.indexOf(times.reduce((a, b) => (b.responseEnd < a.responseEnd ? b : a))) + 1;
  section.append(el('p', {}, `By your browser's own timings, picture ${first} was complete first.`));
}

try {
  await run(true);
  await run(false);
} catch (error) {
  runs.append(el('p', {}, error.message));
}
