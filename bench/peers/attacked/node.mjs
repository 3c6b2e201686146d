// Small JSON and 100,000 octets by node:http2, or by HTTP/1.1 for a proxy in front of it.
import { readFileSync } from 'node:fs';
import http2 from 'node:http2';

const [port, key, cert] = process.argv.slice(2);
const large = Buffer.alloc(100_000, 'x');
const options = { key: readFileSync(key), cert: readFileSync(cert), allowHTTP1: true };

http2.createSecureServer(options, (request, response) => {
    request.resume();
    response.end(request.url === '/version' ? JSON.stringify({ httpVersion: '2.0', url: '/version' }) : large);
}).listen(port, '127.0.0.1');
