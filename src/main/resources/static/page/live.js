// The events of this connection. While the tab is hidden nothing is asked for.
const listeners = [];
let source;

export function onUpdate(listener) {
  listeners.push(listener);
}

/** Whether events come now: while the browser seeks a new connection they do not. */
export const isLive = () => source?.readyState === EventSource.OPEN;

function open() {
  source = new EventSource('/connection/events');
  source.onmessage = (message) => {
    const update = JSON.parse(message.data);
    if (update.note) {
      source.close();
    }
    listeners.forEach((listener) => listener(update));
  };
}

function follow() {
  source?.close();
  source = undefined;
  if (!document.hidden) {
    open();
  }
}

export function start() {
  document.addEventListener('visibilitychange', follow);
  follow();
}
