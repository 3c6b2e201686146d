// Frames of RFC 9113 as octets, valid or not.
export const TYPE = {
    DATA: 0, HEADERS: 1, PRIORITY: 2, RST_STREAM: 3, SETTINGS: 4, PING: 6, GOAWAY: 7, WINDOW_UPDATE: 8, CONTINUATION: 9,
};
export const FLAG = { ACK: 0x1, END_STREAM: 0x1, END_HEADERS: 0x4 };
export const INITIAL_WINDOW_SIZE = 4;
const CODES = ['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT', 'STREAM_CLOSED',
    'FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR', 'ENHANCE_YOUR_CALM'];

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export function codeName(code) {
    return CODES[code] ?? `0x${code.toString(16)}`;
}

export function frame(type, flags, streamId, payload = Buffer.alloc(0)) {
    const header = Buffer.alloc(9);
    header.writeUIntBE(payload.length, 0, 3);
    header[3] = type;
    header[4] = flags;
    header.writeUInt32BE(streamId, 5);
    return Buffer.concat([header, payload]);
}

export function settings(...idsAndValues) {
    const payload = Buffer.alloc(3 * idsAndValues.length);
    for (let i = 0; i < idsAndValues.length; i += 2) {
        payload.writeUInt16BE(idsAndValues[i], 3 * i);
        payload.writeUInt32BE(idsAndValues[i + 1], 3 * i + 2);
    }
    return frame(TYPE.SETTINGS, 0, 0, payload);
}

export function windowUpdate(streamId, increment) {
    return frame(TYPE.WINDOW_UPDATE, 0, streamId, uint32(increment));
}

export function reset(streamId, code) {
    return frame(TYPE.RST_STREAM, 0, streamId, uint32(code));
}

function uint32(value) {
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(value);
    return octets;
}

/** A header block for https://localhost, of literals that no table keeps. */
export function request(method, path) {
    return Buffer.concat([Buffer.from([method === 'GET' ? 0x82 : 0x83, 0x87, 0x01, 9]), Buffer.from('localhost'),
        Buffer.from([0x04, path.length]), Buffer.from(path)]);
}

export function get(streamId, path) {
    return frame(TYPE.HEADERS, FLAG.END_STREAM | FLAG.END_HEADERS, streamId, request('GET', path));
}

/** Calls back for each whole frame in what comes; the rest waits for more. */
export function frames(each) {
    let rest = Buffer.alloc(0);
    return octets => {
        rest = Buffer.concat([rest, octets]);
        for (;;) {
            const length = rest.length < 9 ? Infinity : 9 + rest.readUIntBE(0, 3);
            if (rest.length < length) {
                return;
            }
            each({ type: rest[3], flags: rest[4], streamId: rest.readUInt32BE(5), payload: rest.subarray(9, length) });
            rest = rest.subarray(length);
        }
    };
}
