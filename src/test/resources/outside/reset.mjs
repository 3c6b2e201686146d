// Resets a download that has begun, an upload that has not ended and a request that waits; the session goes on.
import { constants } from 'node:http2';
import { once } from 'node:events';
import { open, text } from './session.mjs';

const session = open();
session.on('goaway', (code) => console.log('goaway', code));

const download = session.request({ ':path': '/bytes/100000000' });
await once(download, 'data');
const upload = session.request({ ':method': 'POST', ':path': '/body' });
await new Promise((sent) => upload.write('unfinished', sent));
const waiting = session.request({ ':path': '/delay/20' });
const other = session.request({ ':path': '/delay/500ms' });

for (const stream of [download, upload, waiting]) {
  const closed = once(stream, 'close');
  stream.close(constants.NGHTTP2_CANCEL);
  await closed;
  console.log('reset', stream.rstCode);
}
console.log('other', (await text(other)).replaceAll(/\s/g, ''));
console.log('later', (await text(session.request({ ':path': '/stream-id' }))).trim());
session.close();
