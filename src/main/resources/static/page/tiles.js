// Multiplexing: the same pictures over HTTP/1.1 and HTTP/2, timed by the browser itself.
import { byId, el } from './dom.js';
import { hold, release } from './store.js';

const TILES = 180;
const run = byId('tiles-run');
const here = location.origin;
byId('tiles-curl').textContent = `curl -Z --parallel-max 180 -o '/dev/null' '${here}/lab/tiles/[0-179]?delay=100ms'`;

async function load(origin, grid, time) {
  const mark = `${performance.now()}`;
  const delay = byId('tiles-delay').value;
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(1000);
  const tiles = Array.from({ length: TILES }, (_, i) =>
    el('img', { alt: '', width: 40, height: 24, src: `${origin}/lab/tiles/${i}?delay=${delay}ms&run=${mark}` }));
  grid.replaceChildren(...tiles);
  const results = await Promise.allSettled(tiles.map((tile) => tile.decode()));
  const entries = performance.getEntriesByType('resource').filter((entry) => entry.name.includes(`run=${mark}`));
  const failed = results.filter((result) => result.status === 'rejected').length;
  if (failed > 0 || entries.length === 0) {
    time.textContent = `${failed} of ${TILES} tiles did not load`;
    return undefined;
  }
  const seconds = (Math.max(...entries.map((entry) => entry.responseEnd)) - Math.min(...entries.map((entry) => entry.startTime))) / 1000;
  const protocols = [...new Set(entries.map((entry) => entry.nextHopProtocol))].join(', ');
  time.textContent = `${seconds.toFixed(2)} s (${protocols})`;
  return seconds;
}

run.addEventListener('click', async () => {
  const result = byId('tiles-result');
  run.disabled = true;
  hold();
  result.textContent = 'loading …';
  const { http1 } = await (await fetch('/', { headers: { accept: 'application/json' } })).json();
  const fresh = http1 ? await load(http1, byId('tiles-h1'), byId('tiles-h1-time')) : undefined;
  const multiplexed = await load(here, byId('tiles-h2'), byId('tiles-h2-time'));
  if (fresh && multiplexed) {
    result.textContent = `HTTP/2 was ${(fresh / multiplexed).toFixed(1)} times as fast`;
  } else {
    const refused = `Not all of the tiles loaded. Open ${http1}/ once and accept its certificate, then try again.`;
    result.textContent = http1 ? refused : 'This server has no HTTP/1.1 twin.';
  }
  release();
  run.disabled = false;
});
