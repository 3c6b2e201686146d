// As many requests at once as it is told to be allowed, which is more than the server grants: how many are answered, how
// many refused, and whether another one is answered afterwards.
import { constants } from 'node:http2';
import { open, text } from './session.mjs';

const session = open();
await text(session.request({ ':path': '/faults/settings?MAX_CONCURRENT_STREAMS=1000' }));
const outcomes = await Promise.all(Array.from({ length: 110 }, () => {
  const request = session.request({ ':path': '/delay/700ms' });
  return text(request).then(() => 'answered', () => (request.rstCode === constants.NGHTTP2_REFUSED_STREAM ? 'refused' : request.rstCode));
}));
for (const outcome of new Set(outcomes)) {
  console.log(outcome, outcomes.filter((each) => each === outcome).length);
}
console.log('later', (await text(session.request({ ':path': '/hello' }))).trim());
session.close();
