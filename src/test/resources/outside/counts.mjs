// What node counted itself on one session of requests each way: two lines of JSON, the session's counts, then a list
// of its streams'.
import { PerformanceObserver } from 'node:perf_hooks';
import { open, text } from './session.mjs';

const streams = [];
let session;
new PerformanceObserver((list) => {
  for (const { name, detail } of list.getEntries()) {
    if (name === 'Http2Stream') streams.push(detail);
    else session = detail;
  }
  if (session && streams.length === session.streamCount) {
    console.log(JSON.stringify(session));
    console.log(JSON.stringify(streams));
  }
}).observe({ entryTypes: ['http2'] });

const client = open();
await text(client.request({ ':path': '/version' }));
await text(client.request({ ':path': '/bytes/200000' }));
await text(client.request({ ':path': '/body', ':method': 'POST' }).end(Buffer.alloc(100_000)));
client.close();
