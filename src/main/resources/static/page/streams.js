// The waterfall: a row a stream, a mark a frame.
import { byId, count, el, svg } from './dom.js';
import { watch } from './store.js';

const ROWS = 30;
const SECONDS = 10;
const body = byId('waterfall').tBodies[0];

export function kind(frame) {
  switch (frame.type) {
    case 'HEADERS': case 'CONTINUATION': return 'headers';
    case 'DATA': return frame.direction === 'in' ? 'data-in' : 'data-out';
    case 'RST_STREAM': return 'reset';
    default: return 'control';
  }
}

function marks(stream, from, to) {
  const x = (at) => 995 * (at - from) / (to - from);
  const first = Math.max(from, stream.frames[0].at);
  const last = stream.view && !stream.view.outcome ? to : stream.frames.at(-1).at;
  const picture = svg('svg', { viewBox: '0 0 1000 20', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'span', x: x(first), y: 4, width: Math.max(5, x(last) - x(first)), height: 12 }));
  const drawn = new Set();
  for (const frame of stream.frames.filter((each) => each.at >= from)) {
    const where = Math.round(x(frame.at));
    const key = `${kind(frame)} ${where}`;
    if (!drawn.has(key)) {
      drawn.add(key);
      picture.append(svg('rect', { class: kind(frame), x: where, y: 2, width: 5, height: 16 }));
    }
  }
  return picture;
}

function row(stream, from, to) {
  return el('tr', {},
    el('td', {}, stream.id),
    el('td', { title: stream.request }, stream.request || 'before this page looked'),
    el('td', { className: 'wide' }, `${stream.status} ${stream.state}`.trim()),
    el('td', { className: 'wide' }, `${count(stream.in)}, ${count(stream.out)}`),
    el('td', {}, marks(stream, from, to)));
}

watch((store, frames) => {
  if (frames.length === 0) {
    return;
  }
  const all = [...store.streams.values()].filter((stream) => stream.frames.length > 0 && stream.id !== store.update.stream);
  const to = Math.max(...all.map((stream) => stream.frames.at(-1).at));
  const shown = all.filter((stream) => stream.frames.at(-1).at >= to - SECONDS).slice(-ROWS);
  if (shown.length === 0) {
    return;
  }
  const from = Math.max(to - SECONDS, Math.min(to - 0.001, ...shown.map((stream) => stream.frames[0].at)));
  body.replaceChildren(...shown.reverse().map((stream) => row(stream, from, to)));
});
