// node:http2 by its compatibility API, the one like node:http.
import http2 from 'node:http2';
import { createReadStream, readFileSync, statSync } from 'node:fs';

const [port, key, cert, files] = process.argv.slice(2);
const server = http2.createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });

server.on('request', (request, response) => {
    const path = request.url;
    if (path.startsWith('/files/')) {
        const file = `${files}/${path.slice('/files/'.length)}`;
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': statSync(file).size });
        createReadStream(file).pipe(response);
    } else if (path.startsWith('/body')) {
        let received = 0;
        request.on('data', data => (received += data.length));
        request.on('end', () => json(response, 201, { received }));
    } else {
        json(response, 200, { httpVersion: request.httpVersion, url: path });
    }
});
server.listen(port, '127.0.0.1');

function json(response, status, value) {
    const body = JSON.stringify(value);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
}
