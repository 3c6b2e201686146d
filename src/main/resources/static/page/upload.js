// Two uploads at once, one of which the server does not read for a while.
import { byId, count } from './dom.js';

const FAST = 24_000_000;
const STALLED = 4_000_000;

function upload(path, octets, bar, text) {
  const started = performance.now();
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.upload.onprogress = (event) => {
      bar.value = event.loaded / octets;
      text.textContent = `${count(event.loaded)} of ${count(octets)} octets`;
    };
    request.onload = () => {
      const seconds = (performance.now() - started) / 1000;
      bar.value = 1;
      text.textContent = `done after ${seconds.toFixed(1)} s, status ${request.status}`;
      done(seconds);
    };
    request.onerror = () => done(text.textContent = 'the browser gave up');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(new Uint8Array(octets));
  });
}

byId('upload-run').addEventListener('click', async (event) => {
  event.target.disabled = true;
  byId('upload-result').textContent = 'uploading …';
  const stalled = upload('/faults/stall?for=5s', STALLED, byId('upload-stalled'), byId('upload-stalled-text'));
  const fast = await upload('/body', FAST, byId('upload-fast'), byId('upload-fast-text'));
  byId('upload-result').textContent = `the first took ${Number(fast).toFixed(1)} s while the other stood still`;
  await stalled;
  event.target.disabled = false;
});
