// node:http2 by its core API: one 'stream' event a request.
import http2 from 'node:http2';
import { readFileSync } from 'node:fs';

const [port, key, cert, files] = process.argv.slice(2);
const server = http2.createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });

server.on('stream', (stream, headers) => {
    const path = headers[':path'];
    stream.on('error', () => {}); // the client left
    if (path.startsWith('/files/')) {
        stream.respondWithFile(`${files}/${path.slice('/files/'.length)}`, { 'content-type': 'application/octet-stream' });
    } else if (path === '/body') {
        let received = 0;
        stream.on('data', data => (received += data.length));
        stream.on('end', () => json(stream, 201, { received }));
    } else {
        json(stream, 200, { httpVersion: '2.0', url: path });
    }
});
server.listen(port, '127.0.0.1');

function json(stream, status, value) {
    const body = JSON.stringify(value);
    stream.respond({ ':status': status, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    stream.end(body);
}
