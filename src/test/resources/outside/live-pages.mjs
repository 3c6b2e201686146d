// So many connections, each with a live page, which reads its events. Prints "open" when each has had its first event,
// then counts the events of the quiet time that follows. Arguments after the two: how many, the seconds of quiet.
import { open } from './session.mjs';

const [count, seconds] = process.argv.slice(4).map(Number);
let events = 0;
const sessions = Array.from({ length: count }, () => open());
await Promise.all(sessions.map((session) => new Promise((first) => {
  session.request({ ':path': '/connection/events' }).on('data', (chunk) => {
    events += chunk.toString().startsWith('data:') ? 1 : 0;
    first();
  });
})));
await new Promise((done) => setTimeout(done, 2000));
console.log('open', sessions.length);
const before = events;
await new Promise((done) => setTimeout(done, seconds * 1000));
console.log('events', events - before);
sessions.forEach((session) => session.destroy());
