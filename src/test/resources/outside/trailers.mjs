// Trailers of a request, as the server saw them, and of a response, as node sees them.
import { open, text } from './session.mjs';

const session = open();
const echo = session.request({ ':method': 'POST', ':path': '/echo' }, { waitForTrailers: true });
let status;
echo.on('response', (fields) => (status = fields[':status']));
echo.on('wantTrailers', () => echo.sendTrailers({ 'x-sum': '42' }));
echo.end('content');
const echoed = await text(echo);
console.log('request', status === 200 ? JSON.stringify(JSON.parse(echoed).trailers) : status);

const answer = session.request({ ':path': '/trailers' });
answer.on('trailers', (fields) => console.log('response', Object.keys(fields).sort().join(' ')));
await text(answer);
session.close();
