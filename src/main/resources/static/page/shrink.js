// The same request again and again: its header block as the server got it.
import { byId, count, el, later } from './dom.js';
import { watch } from './store.js';
import { fieldTable } from './hpack.js';

const PATH = '/hello?lab=hpack';
let number = 0;

watch((store, frames, headers) => {
  for (const block of headers) {
    if (block.direction === 'in' && block.fields.some((field) => field.name === ':path' && field.value === PATH)) {
      const indexed = block.fields.filter((field) => field.representation.startsWith('indexed')).length;
      byId('shrink-list').append(el('li', {}, el('details', {},
        el('summary', {}, `request ${++number}: ${count(block.plain)} octets before, ${count(block.wire)} on the wire; ${indexed} of ${block.fields.length} fields are a number`),
        fieldTable(block))));
    }
  }
});

byId('shrink-run').addEventListener('click', async (event) => {
  event.target.disabled = true;
  const unknown = crypto.randomUUID();
  for (let i = 0; i < 5; i++) {
    if (byId('shrink-cookie').checked) {
      document.cookie = `lab=${crypto.randomUUID()}; Secure; SameSite=Strict; max-age=60`;
    }
    const answer = await fetch(PATH, { cache: 'no-store', headers: { 'x-lab': unknown } });
    byId('shrink-result').textContent = (await answer.text()).includes('HTTP/2') ? '' : 'Over HTTP/1.1 every field is sent in full each time.';
    await later(50);
  }
  document.cookie = 'lab=; Secure; SameSite=Strict; max-age=0';
  event.target.disabled = false;
});
