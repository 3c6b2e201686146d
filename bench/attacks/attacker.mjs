// Attacks a server of this machine for so many seconds from its first connection on, then prints as JSON how many
// bytes it sent and how its connections ended. Its addresses are 127.0.0.2 and up; the victim's is 127.0.0.1.
import tls from 'node:tls';
import { attacks } from './attacks.mjs';
import { FLAG, PREFACE, TYPE, codeName, frame, frames, settings } from './frames.mjs';

const REOPEN_MS = 100;
const MOST_UNSENT = 1 << 20;
const LAST_READ_MS = 500;
const ADDRESSES = 200;

const at = JSON.parse(process.argv[2]);
const attack = attacks[at.attack];
const connections = typeof attack.connections === 'function' ? attack.connections(at) : attack.connections;
const saw = {};
const open = new Set();
let sent = 0;
let over = false;
let begun = false;

for (let i = 0; i < connections; i++) {
    connect(`127.0.0.${2 + i % ADDRESSES}`);
}

function connect(localAddress) {
    if (over) {
        return;
    }
    const socket = tls.connect({ port: at.port, host: '127.0.0.1', localAddress, ALPNProtocols: ['h2'], rejectUnauthorized: false });
    const connection = { socket, localAddress, established: false, goaway: undefined };
    open.add(connection);
    socket.setNoDelay(true);
    socket.on('error', () => {}); // close follows
    socket.on('close', () => ended(connection));
    const read = frames(({ type, flags, streamId, payload }) => {
        if (type === TYPE.GOAWAY) {
            connection.goaway = codeName(payload.readUInt32BE(4));
        } else if (type === TYPE.RST_STREAM) {
            count(`RST_STREAM ${codeName(payload.readUInt32BE(0))}`);
        } else if (type === TYPE.SETTINGS && !(flags & FLAG.ACK) && socket.writable) {
            socket.write(frame(TYPE.SETTINGS, FLAG.ACK, 0));
        }
    });
    socket.on('data', read);
    socket.on('secureConnect', () => {
        connection.established = true;
        if (!begun) {
            begun = true;
            setTimeout(finish, at.seconds * 1000);
        }
        socket.write(Buffer.concat([PREFACE, settings(...(attack.settings ?? []))]));
        if (attack.reads === false) {
            socket.pause();
        }
        go(connection, attack.send(at)[Symbol.iterator]());
    });
}

function go(connection, script) {
    const { socket } = connection;
    while (!over && socket.writable) {
        if (socket.writableLength > MOST_UNSENT) { // the server does not read
            setTimeout(() => go(connection, script), REOPEN_MS);
            return;
        }
        const { value, done } = script.next();
        if (done) {
            return;
        }
        if (typeof value === 'number') {
            setTimeout(() => go(connection, script), value);
            return;
        }
        sent += value.length;
        socket.write(value);
    }
}

function ended(connection) {
    if (open.delete(connection) && !over) {
        note(connection);
        setTimeout(connect, REOPEN_MS, connection.localAddress);
    }
}

function note({ established, goaway, socket }) {
    const left = socket.destroyed || socket.readableEnded ? 'closed' : 'stays open';
    count(!established ? 'not connected' : goaway ? `GOAWAY ${goaway}` : left);
}

function count(name) {
    saw[name] = (saw[name] ?? 0) + 1;
}

/** What was not read is read now, for a GOAWAY may be in it. */
function finish() {
    over = true;
    open.forEach(({ socket }) => socket.resume());
    setTimeout(() => {
        open.forEach(note);
        process.stdout.write(JSON.stringify({ sent, saw }), () => process.exit(0));
    }, LAST_READ_MS);
}
