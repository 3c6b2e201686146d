// Faults on demand: what the server sent next to what the browser made of it.
import { byId, count, el, later } from './dom.js';
import { isLive } from './live.js';
import { store } from './store.js';

// The page's own events need a stream, too.
const QUERIES = { 'max-streams': 'n=5' };
const SETTINGS = ['SETTINGS', 'GOAWAY', 'PING'];

async function ask(fault, query) {
  const body = fault.method === 'POST' ? new Uint8Array(2_000_000) : undefined;
  try {
    const answer = await fetch(`${fault.path}?${query}`, { method: fault.method, body, cache: 'no-store', signal: AbortSignal.timeout(20_000) });
    const octets = await answer.arrayBuffer();
    const text = new TextDecoder().decode(octets);
    const note = text.startsWith('{') ? JSON.parse(text).note ?? JSON.parse(text).detail : undefined;
    return note ?? `status ${answer.status} with ${count(octets.byteLength)} octets`;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

function sent(connection, from, path) {
  if (store.id !== connection) {
    return [`connection ${connection} is over, the page goes on with ${store.id}`];
  }
  const streams = [...store.streams.values()].filter((stream) => stream.request.includes(path) && stream.frames.some((frame) => frame.number > from)).map((stream) => stream.id);
  return store.frames
    .filter((frame) => frame.number > from && (streams.includes(frame.streamId) || (frame.streamId === 0 && SETTINGS.includes(frame.type))))
    .map((frame) => frame.line);
}

// Frames come with the page's next event. Where the connection is lost they do not, but for those that an event just told
// of: the page is back in a few seconds.
async function shown(connection, from, path) {
  for (let i = 0; i < 60; i++) {
    const lines = isLive() ? sent(connection, from, path) : [];
    if (lines.length > 0) {
      return lines.slice(-40).join('\n');
    }
    await later(100);
  }
  return 'nothing that the page could still read';
}

function lab(fault) {
  const query = QUERIES[fault.name] ?? fault.query;
  const saw = el('output', {});
  const frames = el('pre', { className: 'sent', tabIndex: 0, hidden: true, ariaLabel: `Frames of ${fault.name}` });
  const run = el('button', { type: 'button', id: `fault-${fault.name}` }, `Run ${fault.name}`);
  run.addEventListener('click', async () => {
    run.disabled = true;
    saw.textContent = 'running …';
    const connection = store.id;
    const from = store.frames.at(-1)?.number ?? -1;
    const seen = await ask(fault, query);
    await later(700);
    saw.textContent = `Your browser saw: ${seen}`;
    if (connection) {
      frames.hidden = false;
      frames.textContent = await shown(connection, from, fault.path);
    }
    run.disabled = false;
  });
  const data = fault.method === 'POST' ? 'head -c 2000000 /dev/zero | curl --data-binary @- ' : 'curl -v ';
  return el('div', { className: 'fault' },
    el('h4', {}, fault.name),
    el('p', {}, fault.summary),
    el('ul', {}, ...fault.frames.map((frame) => el('li', {}, frame.replaceAll('`', '')))),
    el('p', {}, fault.others),
    el('p', { className: 'tools' }, run, saw),
    frames,
    el('pre', { className: 'curl', tabIndex: 0 }, `${data}'${location.origin}${fault.path}?${query}'`));
}

async function list() {
  const { enabled, faults } = await (await fetch('/faults')).json();
  byId('faults-list').replaceChildren(
    ...(enabled ? faults.map(lab) : [el('p', {}, 'Faults are off on this server (http2bin.faults.enabled).')]));
}

list();

byId('faults-undo').addEventListener('click', async () => {
  const answer = await (await fetch('/faults/settings?MAX_CONCURRENT_STREAMS=100&INITIAL_WINDOW_SIZE=1048576')).json();
  byId('faults-undo-result').textContent = answer.note ?? (answer.acknowledged ? 'as they were' : 'sent');
});
