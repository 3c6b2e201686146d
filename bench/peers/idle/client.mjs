// Opens so many HTTP/2 connections that do nothing; says "open" when the server's SETTINGS came on each, then waits.
import tls from 'node:tls';

const [port, count] = process.argv.slice(2).map(Number);
const AT_ONCE = 50;
const PREFACE = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(0)]);
const ACK = frame(1);

let begun = 0;
let open = 0;
for (let i = 0; i < Math.min(AT_ONCE, count); i++) {
    connect();
}

function connect() {
    begun++;
    const socket = tls.connect({ host: '127.0.0.1', port, ALPNProtocols: ['h2'], rejectUnauthorized: false });
    socket.on('error', error => {
        process.stdout.write(`${error.message} after ${open} connections\n`);
        process.exit(1);
    });
    socket.once('secureConnect', () => socket.write(PREFACE));
    socket.once('data', () => {
        socket.write(ACK);
        open++;
        if (begun < count) {
            connect();
        } else if (open === count) {
            process.stdout.write('open\n');
        }
    });
    socket.resume();
}

/** A SETTINGS frame without settings. */
function frame(flags) {
    return Buffer.from([0, 0, 0, 4, flags, 0, 0, 0, 0]);
}
