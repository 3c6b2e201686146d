// The frame log.
import { byId, count, el } from './dom.js';
import { store, watch } from './store.js';

const MOST = 500;
const log = byId('log');
const filter = byId('filter');
const pause = byId('pause');
let paused = false;

function matches(frame) {
  const wanted = filter.value.trim();
  return wanted === '' || (/^\d+$/.test(wanted) ? frame.streamId === Number(wanted) : frame.line.toLowerCase().includes(wanted.toLowerCase()));
}

const line = (frame) => el('div', { className: frame.direction }, `${frame.at.toFixed(4).padStart(10)}  ${frame.line}`);

function append(frames) {
  const below = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.append(...frames.filter(matches).slice(-MOST).map(line));
  while (log.childElementCount > MOST) {
    log.firstElementChild.remove();
  }
  if (below) {
    log.scrollTop = log.scrollHeight;
  }
}

function anew() {
  log.replaceChildren();
  append(store.frames);
}

let shownId;
watch((now, frames) => {
  if (paused || now.update.note) {
    return;
  }
  if (shownId !== now.id) {
    shownId = now.id;
    log.replaceChildren();
  }
  if (now.update.missed > 0) {
    log.append(el('div', {}, `… ${count(now.update.missed)} frames went by unseen`));
  }
  append(frames);
});

pause.addEventListener('click', () => {
  paused = !paused;
  pause.setAttribute('aria-pressed', paused);
  pause.textContent = paused ? 'Go on' : 'Pause';
  if (!paused) {
    anew();
  }
});
filter.addEventListener('input', anew);

byId('copy').addEventListener('click', async () => {
  const text = store.frames.filter(matches).map((frame) => frame.line).join('\n');
  try {
    await navigator.clipboard.writeText(text);
    byId('frames-result').textContent = 'copied';
  } catch {
    byId('frames-result').textContent = 'the browser does not let a page copy here';
  }
});

byId('download').addEventListener('click', () => {
  const blob = new Blob([JSON.stringify({ connection: store.id, frames: store.frames.filter(matches) }, null, 1)], { type: 'application/json' });
  const link = el('a', { href: URL.createObjectURL(blob), download: `frames-${store.id}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
});
