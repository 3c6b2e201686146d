// What the page remembers of the connection: frames by their number, streams by their id.
import { onUpdate } from './live.js';

const MOST_FRAMES = 5000;
export const store = { id: undefined, update: undefined, frames: [], streams: new Map(), blocks: [] };
const watchers = [];

export const watch = (watcher) => watchers.push(watcher);

function stream(id) {
  if (!store.streams.has(id)) {
    store.streams.set(id, { id, frames: [], request: '', status: '', state: '', in: 0, out: 0 });
  }
  return store.streams.get(id);
}

function fieldOf(block, name) {
  return block.fields.find((field) => field.name === name)?.value;
}

let held;

// While something is measured nothing is drawn; what came meanwhile is drawn afterwards.
export function hold() {
  held = [];
}

export function release() {
  const updates = held ?? [];
  held = undefined;
  updates.forEach(take);
}

onUpdate((update) => (held ? held.push(update) : take(update)));

function take(update) {
  if (update.note) {
    store.update = update;
    watchers.forEach((watcher) => watcher(store, [], []));
    return;
  }
  const isNew = store.id !== update.id;
  if (isNew) {
    Object.assign(store, { id: update.id, frames: [], blocks: [], streams: new Map() });
  }
  const last = store.frames.at(-1)?.number ?? -1;
  const frames = update.frames.filter((frame) => frame.number > last);
  store.update = update;
  store.frames.push(...frames);
  store.frames.splice(0, Math.max(0, store.frames.length - MOST_FRAMES));
  for (const frame of frames) {
    if (frame.streamId > 0) {
      stream(frame.streamId).frames.push(frame);
    }
  }
  for (const block of update.headers) {
    const of = stream(block.streamId);
    if (fieldOf(block, ':method')) {
      of.request = `${fieldOf(block, ':method')} ${fieldOf(block, ':path')}`;
    }
    of.status = fieldOf(block, ':status') ?? of.status;
  }
  for (const [id, view] of Object.entries(update.streams)) {
    Object.assign(stream(Number(id)), { state: view.outcome ?? view.state, in: view.dataIn, out: view.dataOut, view });
  }
  for (const [id, known] of store.streams) {
    if (store.streams.size > 400 && known.view?.outcome) {
      store.streams.delete(id);
    }
  }
  store.blocks.push(...update.headers);
  store.blocks.splice(0, Math.max(0, store.blocks.length - 1000));
  watchers.forEach((watcher) => watcher(store, frames, update.headers));
}
