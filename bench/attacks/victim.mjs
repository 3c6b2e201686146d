// GETs every 20 ms on a connection of its own, and every 100 ms on a new one. Says "ready" once all is warm, counts from
// then on, and prints as JSON how it fared when its standard input ends and its last request is over.
import http2 from 'node:http2';

const EVERY_MS = 20;
const NEW_EVERY_MS = 100;
const WARM_UP_MS = 1500;
const PATIENCE_MS = 5000;

const [port, path] = process.argv.slice(2);
const begin = () => ({ times: [], errors: 0 });
let kept = begin();
let fresh = begin();
let waiting = 0;
let session = connect();

const timers = [setInterval(onKept, EVERY_MS), setInterval(onFresh, NEW_EVERY_MS)];
setTimeout(() => {
    kept = begin();
    fresh = begin();
    process.stdout.write('ready\n');
}, WARM_UP_MS);
process.stdin.on('end', () => {
    timers.forEach(clearInterval);
    const last = setInterval(() => {
        if (waiting === 0) {
            clearInterval(last);
            process.stdout.write(JSON.stringify({ kept: told(kept), fresh: told(fresh) }), () => process.exit(0));
        }
    }, EVERY_MS);
});
process.stdin.resume();

function connect() {
    const client = http2.connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
    client.on('error', () => {}); // its requests fail with it
    return client;
}

function onKept() {
    if (session.closed || session.destroyed) {
        session = connect(); // servers end a connection after so many requests, which is no error
    }
    ask(session, kept, () => {});
}

function onFresh() {
    const client = connect();
    ask(client, fresh, () => client.destroy());
}

function ask(client, count, done) {
    const due = performance.now();
    let over = false;
    waiting++;
    const finish = good => {
        if (!over) {
            over = true;
            waiting--;
            clearTimeout(patience);
            good ? count.times.push(performance.now() - due) : count.errors++;
            done();
        }
    };
    const patience = setTimeout(() => finish(false), PATIENCE_MS);
    try {
        const request = client.request({ ':path': path });
        let status;
        request.on('response', headers => (status = headers[':status']));
        request.on('error', () => finish(false));
        request.on('end', () => finish(status === 200));
        request.on('close', () => finish(false));
        request.resume();
    } catch {
        finish(false);
    }
}

function told({ times, errors }) {
    const sorted = times.sort((a, b) => a - b);
    return { requests: times.length + errors, errors, p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? null };
}
