// Three responses that are not urgent and then one that is, on one session: the report's verdict, then the bytes of the others that
// came between the first and the last byte of the urgent one.
import { open, text } from './session.mjs';

const window = 1 << 20;
const session = open({ settings: { initialWindowSize: window } });
session.on('connect', () => session.setLocalWindowSize(4 * window));
const plan = JSON.parse(await text(session.request({ ':path': '/priority/run?responses=4&length=400000' })));
let urgentRuns = false;
let others = 0;
await Promise.all(plan.requests.map(({ path, priority }, i) => new Promise((ended) => {
  const urgent = i === plan.requests.length - 1;
  const request = session.request({ ':path': path, priority });
  request.on('data', (chunk) => {
    urgentRuns ||= urgent;
    others += urgentRuns && !urgent ? chunk.length : 0;
  });
  request.on('end', () => {
    if (urgent) {
      urgentRuns = false;
      console.log(`others ${others}`);
    }
    ended();
  });
})));
const report = JSON.parse(await text(session.request({ ':path': plan.report })));
console.log(`obeyed ${report.obeyed}`);
session.close();
