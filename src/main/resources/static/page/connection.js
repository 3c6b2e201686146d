// Facts, windows, settings and the PING.
import { byId, count, el, millis } from './dom.js';
import { watch } from './store.js';

const status = byId('status');

function facts({ update }) {
  const shown = {
    Connection: update.id,
    Protocol: `${update.protocol} (${update.peer.alpn})`,
    TLS: update.peer.tlsVersion,
    'Cipher suite': update.peer.cipher,
    'Your address': update.peer.address,
    'Streams, open now': `${count(update.streamsOpened)}, ${count(update.streamsActive)}`,
    'DATA in, out': `${count(update.received.data)}, ${count(update.sent.data)} octets`,
    'Round trip': update.roundTrip === null ? 'not measured yet' : millis(update.roundTrip),
  };
  byId('facts').replaceChildren(
    ...Object.entries(shown).map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function meter(text, value, most) {
  const bar = el('meter', { min: 0, max: most, value: Math.max(0, value), ariaLabel: text });
  return el('div', { className: 'meter' },
    el('label', {}, el('span', {}, text), el('span', {}, `${count(value)} of ${count(most)}`)), bar);
}

const largest = {};
const most = (key, value) => (largest[key] = Math.max(largest[key] ?? 0, value));

function windows({ update }) {
  const bars = [
    meter('Connection, you may send', update.connFlowIn, most('in', update.connFlowIn)),
    meter('Connection, server may send', update.connFlowOut, most('out', update.connFlowOut)),
  ];
  for (const [id, view] of Object.entries(update.streams).filter(([, view]) => !view.outcome).slice(-4)) {
    const upload = view.state === 'open';
    const value = upload ? view.flowIn : view.flowOut;
    bars.push(meter(`Stream ${id}, ${upload ? 'you may send' : 'server may send'}`, value, most(`${update.id} ${id} ${upload}`, value)));
  }
  byId('windows').replaceChildren(...bars);
}

function settings({ update }) {
  const names = [...new Set([...Object.keys(update.settings), ...Object.keys(update.peerSettings)])];
  const said = (value) => (value === undefined ? 'default' : count(value));
  byId('settings').tBodies[0].replaceChildren(
    ...names.map((name) => el('tr', {},
      el('td', { className: 'field' }, name), el('td', {}, said(update.settings[name])), el('td', {}, said(update.peerSettings[name])))));
}

watch((store) => {
  if (store.update.note) {
    status.textContent = `You are here over HTTP/1.1. ${store.update.note} The labs work all the same; each says what HTTP/1.1 lacks. A browser that offers h2 to port 8443 gets it: look for a proxy or an antivirus between you and the server.`;
    return;
  }
  status.textContent = `Live: connection ${store.id}, events on stream ${store.update.stream}.`;
  facts(store);
  windows(store);
  settings(store);
});

byId('ping').addEventListener('click', async () => {
  const answer = await (await fetch('/connection/ping', { method: 'POST' })).json();
  byId('ping-result').textContent = answer.note ?? answer.detail ?? `came back after ${millis(answer.roundTrip)}`;
});
