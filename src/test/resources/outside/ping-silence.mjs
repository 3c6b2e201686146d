// PINGs before and during a silence: whether each is answered within a second.
import { open, text } from './session.mjs';

const session = open();
const ping = (name) =>
  new Promise((done) => {
    const late = setTimeout(() => done(console.log(name, 'no answer')), 1000);
    session.ping((error) => {
      clearTimeout(late);
      done(console.log(name, error ? error.code : 'answered'));
    });
  });
await text(session.request({ ':path': '/hello' }));
await ping('before');
await text(session.request({ ':path': '/faults/ping-silence?for=1500ms' }));
await ping('during');
console.log('stream', (await text(session.request({ ':path': '/delay/600ms' }))).replaceAll(/\s/g, ''));
session.destroy();
