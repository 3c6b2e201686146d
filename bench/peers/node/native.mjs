// node:http2 by its core API: one 'stream' event a request.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http2 from 'node:http2';
import { crc32 } from 'node:zlib';

const [port, key, cert, files] = process.argv.slice(2);
const server = http2.createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });

server.on('stream', (stream, headers) => {
    const path = headers[':path'];
    stream.on('error', () => {}); // the client left
    if (path.startsWith('/files/')) {
        stream.respondWithFile(`${files}/${path.slice('/files/'.length)}`, { 'content-type': 'application/octet-stream' });
    } else if (path === '/body') {
        digest(stream);
    } else if (path === '/body?digests=false') {
        let received = 0;
        stream.on('data', data => (received += data.length));
        stream.on('end', () => json(stream, 201, { received }));
    } else {
        json(stream, 200, { httpVersion: '2.0', url: path });
    }
});
server.listen(port, '127.0.0.1');

function digest(stream) {
    let received = 0;
    let crc = 0;
    const sha256 = createHash('sha256');
    stream.on('data', data => {
        received += data.length;
        crc = crc32(data, crc);
        sha256.update(data);
    });
    stream.on('end', () => json(stream, 201, {
        received,
        crc32: crc.toString(16).padStart(8, '0'),
        sha256: sha256.digest('hex'),
    }));
}

function json(stream, status, value) {
    const body = JSON.stringify(value);
    stream.respond({ ':status': status, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    stream.end(body);
}
