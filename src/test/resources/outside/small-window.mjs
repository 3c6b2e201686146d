// An upload through windows of 1,000 octets, and another stream beside it.
import { open, text } from './session.mjs';

const session = open();
await text(session.request({ ':path': '/faults/window?size=1000' }));
const other = text(session.request({ ':path': '/delay/300ms' }));
const upload = session.request({ ':method': 'POST', ':path': '/body' });
const answer = text(upload);
upload.end(Buffer.alloc(30_000));
console.log('upload', JSON.parse(await answer).received);
console.log('other', (await other).replaceAll(/\s/g, ''));
session.close();
