// Both dynamic tables, and what the last header blocks cost.
import { byId, count, el } from './dom.js';
import { watch } from './store.js';

const BLOCKS = 12;
const FIRST_DYNAMIC = 62;
const NAMES = {
  indexed_static: 'static table',
  indexed_dynamic: 'dynamic table',
  literal_indexed: 'in full, remembered',
  literal: 'in full',
  never_indexed: 'in full, never remembered',
};

function table(id, entries) {
  byId(id).tBodies[0].replaceChildren(...entries.map((entry, i) => el('tr', {},
    el('td', {}, FIRST_DYNAMIC + i),
    el('td', { className: 'field mono' }, `${entry.name}: ${entry.value}`),
    el('td', {}, entry.name.length + entry.value.length + 32))));
}

function total(id, size, blocks) {
  const saved = blocks.plain === 0 ? 0 : Math.round(100 * blocks.savings);
  byId(id).textContent = `${count(blocks.blocks)} header blocks: ${count(blocks.plain)} octets before, ${count(blocks.wire)} on the wire, ${saved} % saved. The table holds ${count(size)} of ${count(blocks.maxTableSize)} octets.`;
}

export function fieldTable(block) {
  return el('table', {},
    el('thead', {}, el('tr', {}, ...['Field', 'Sent', 'Before', 'On the wire'].map((name) => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, ...block.fields.map((field) => el('tr', {},
      el('td', { className: 'field mono' }, `${field.name}: ${field.value ?? '(kept secret)'}`),
      el('td', {}, el('span', { className: 'badge' }, NAMES[field.representation] ?? field.representation)),
      el('td', {}, field.plain),
      el('td', {}, field.wire)))));
}

function row(block) {
  const what = block.fields.find((field) => field.name === ':path' || field.name === ':status');
  const details = el('details', {},
    el('summary', {}, `${block.direction === 'in' ? '>' : '<'} stream ${block.streamId} ${what?.value ?? 'trailers'}: ${block.plain} → ${block.wire} octets`));
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(fieldTable(block)));
  return details;
}

watch((store, frames, headers) => {
  if (store.update.note) {
    return;
  }
  const { hpack } = store.update;
  table('in-table', hpack.inboundDynamicHeaderTable);
  table('out-table', hpack.outboundDynamicHeaderTable);
  total('in-total', hpack.inboundTableSize, hpack.inbound);
  total('out-total', hpack.outboundTableSize, hpack.outbound);
  if (headers.length > 0) {
    byId('blocks').prepend(...headers.slice(-BLOCKS).reverse().map(row));
    while (byId('blocks').childElementCount > BLOCKS) {
      byId('blocks').lastElementChild.remove();
    }
  }
});
