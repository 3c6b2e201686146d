// Asks for a fault while another request waits, and prints what it sees of it as text lines in the order they came.
// Arguments after the two: the method, the target.
import { constants } from 'node:http2';
import { open, text } from './session.mjs';

const [method, target] = process.argv.slice(4);
const names = Object.entries(constants).filter(([name]) => /^NGHTTP2_[A-Z0-9_]+$/.test(name));
const code = (value) => names.find(([name, number]) => number === value && codes.test(name))?.[0].slice(8) ?? value;
const codes = /_(NO_ERROR|.*_ERROR|REFUSED_STREAM|CANCEL|ENHANCE_YOUR_CALM|STREAM_CLOSED)$/;
const SHOWN = ['maxConcurrentStreams', 'initialWindowSize'];

const session = open();
let told = {};
session.on('remoteSettings', (settings) => {
  for (const name of SHOWN) {
    if (told[name] !== undefined && told[name] !== settings[name]) {
      console.log('settings', name, settings[name]);
    }
  }
  told = { ...settings };
});
session.on('goaway', (error, last) => console.log('goaway', code(error), last));
session.on('close', () => console.log('session closed'));
session.on('error', (error) => console.log('session error', error.code));
await new Promise((ready) => session.once('remoteSettings', ready));

const other = session.request({ ':path': '/delay/700ms' });
const otherText = text(other).then((answer) => answer.replaceAll(/\s/g, '')).catch((error) => `lost ${error.code ?? error.message}`);
let octets = 0;
const started = Date.now();
const request = session.request({ ':method': method, ':path': target });
request.on('response', (fields) => console.log('response', fields[':status'], method === 'GET' && target.includes('truncate') ? fields['content-length'] : ''));
request.on('data', (chunk) => (octets += chunk.length));
request.on('error', (error) => console.log('error', error.code));
request.on('end', () => console.log('end'));
const closed = new Promise((done) => request.on('close', done));
if (method === 'POST') {
  request.end(Buffer.alloc(3_000_000));
}
await closed;
console.log('closed', code(request.rstCode), 'octets', octets);
console.log('waited', Date.now() - started >= 500);
console.log('other', await otherText);
if (!session.closed && !session.destroyed) {
  const later = await text(session.request({ ':path': '/hello' })).catch((error) => `lost ${error.code}`);
  console.log('later', later.trim());
  session.close();
}
