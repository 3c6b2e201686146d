// The events of a request with two early hints, in their order.
import { open, text } from './session.mjs';

const session = open();
const request = session.request({ ':path': '/early-hints?count=2&delay=100ms' });
request.on('headers', (fields) => console.log('headers', fields[':status'], fields.link.includes('rel=preload')));
request.on('response', (fields) => console.log('response', fields[':status'], fields['x-early-hints']));
await text(request);
console.log('end');
session.close();
