// Responses that find no window: their headers come at once, and no content before the window opens.
// Arguments: the service's origin, the file with its CA, paths.
import { once } from 'node:events';
import { open } from './session.mjs';

const paths = process.argv.slice(4);
const session = open({ settings: { initialWindowSize: 0 } });
const streams = paths.map((path) => session.request({ ':path': path }));
let bytes = 0;
await Promise.all(streams.map(async (stream, i) => {
  stream.on('data', (chunk) => (bytes += chunk.length));
  const [headers] = await once(stream, 'response');
  console.log(paths[i], headers[':status']);
}));
console.log('bytes', bytes);
session.destroy();
