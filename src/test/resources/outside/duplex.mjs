// Sends each chunk only when the one before came back: that works in full duplex alone.
// A third argument says after how many milliseconds to give up: a proxy may wait for the end of the request for ever.
import { open } from './session.mjs';

const session = open();
const chunks = ['one', 'two', 'three'];
const request = session.request({ ':method': 'PUT', ':path': '/duplex' });
request.setEncoding('utf8');
request.on('response', (fields) => console.log('response', fields[':status']));
request.on('data', (chunk) => {
  console.log('back', chunk, request.writableEnded ? 'after the end' : 'before the end');
  if (chunks.length > 0) {
    request.write(chunks.shift());
  } else {
    request.end();
  }
});
request.on('end', () => {
  console.log('end');
  session.close();
});
request.write(chunks.shift());

const patience = process.argv[4];
if (patience) {
  setTimeout(() => process.exit(1), Number(patience)).unref();
}
