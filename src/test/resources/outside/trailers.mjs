// Trailers of a request, as the server saw them, and of a response, as node sees them.
import { open, text } from './session.mjs';

const session = open();
const echo = session.request({ ':method': 'POST', ':path': '/echo' }, { waitForTrailers: true });
echo.on('wantTrailers', () => echo.sendTrailers({ 'x-sum': '42' }));
echo.end('content');
console.log('request', JSON.stringify(JSON.parse(await text(echo)).trailers));

const answer = session.request({ ':path': '/trailers' });
answer.on('trailers', (fields) => console.log('response', Object.keys(fields).sort().join(' ')));
await text(answer);
session.close();
