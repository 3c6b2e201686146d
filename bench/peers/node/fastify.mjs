// Fastify on node:http2.
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import fastify from 'fastify';

const [port, key, cert, files] = process.argv.slice(2);
const app = fastify({ http2: true, https: { key: readFileSync(key), cert: readFileSync(cert) } });

const version = {
    type: 'object',
    properties: { httpVersion: { type: 'string' }, url: { type: 'string' } },
};
app.get('/version', { schema: { response: { 200: version } } }, async request => ({
    httpVersion: request.raw.httpVersion,
    url: request.url,
}));
app.get('/files/:name', async (request, reply) => {
    const file = `${files}/${request.params.name}`;
    reply.type('application/octet-stream').header('content-length', (await stat(file)).size);
    return reply.send(createReadStream(file));
});
app.addContentTypeParser('*', (request, payload, done) => done(null, payload)); // the stream as it is
app.post('/body', async (request, reply) => {
    let received = 0;
    for await (const data of request.body ?? request.raw) {
        received += data.length;
    }
    reply.code(201);
    return { received };
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
