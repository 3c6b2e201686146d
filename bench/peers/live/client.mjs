// Opens so many HTTP/2 connections with a live page each; says "open" when each has had its first event, then reads on.
import { connect } from 'node:http2';

const [port, count] = process.argv.slice(2).map(Number);
let open = 0;

function page() {
    const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
    session.on('error', failed);
    const events = session.request({ ':path': '/connection/events' });
    events.on('error', failed);
    events.on('end', () => failed(new Error('the events ended')));
    events.once('data', () => {
        open++;
        if (open === count) {
            process.stdout.write('open\n');
        }
    });
    events.resume();
}

function failed(error) {
    process.stdout.write(`${error.message} after ${open} pages\n`);
    process.exit(1);
}

for (let i = 0; i < count; i++) {
    page();
}
