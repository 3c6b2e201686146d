// Abandons downloads one after the other, each once it has begun, beside a request in full duplex, which goes on.
// Arguments after the two: how many, the path of a download.
import { constants } from 'node:http2';
import { once } from 'node:events';
import { open, text } from './session.mjs';

const [downloads, path] = process.argv.slice(4);
const session = open();
session.on('goaway', (code) => console.log('goaway', code));

const other = session.request({ ':method': 'PUT', ':path': '/duplex' });
const back = text(other);
other.write('before, ');
for (let i = 0; i < downloads; i++) {
  const download = session.request({ ':path': path });
  await once(download, 'data');
  const closed = once(download, 'close');
  download.close(constants.NGHTTP2_CANCEL);
  await closed;
}
other.end('after');
console.log(await back);
session.close();
