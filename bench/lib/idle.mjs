import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { http2bin } from './peers.mjs';
import { Server } from './server.mjs';
import { number, table } from './table.mjs';

const CONNECTIONS = 10_000;
/** The TLS whose engine's share can be told, and which takes one file descriptor for a connection, not three. */
const TLS = '-Dhttp2bin.tls.provider=jdk';

/**
 * What a connection without streams holds, in KiB: heap, direct buffers, resident memory, and the JDK's TLS engine alone. The
 * JVM chooses the heap: what is enough for the other parts may not hold so many connections.
 */
export async function idle(at, say) {
    const work = join(at.folder, 'idle');
    mkdirSync(work);
    const port = at.port + 60;
    const management = port + 1;
    const as = { ...at, javaOptions: [TLS], port, management, work };
    const server = Server.spawn('http2bin', port, http2bin(as, at.java, at.build.application),
        { cpu: at.serverCpu, log: join(work, 'http2bin.log') });
    await server.answers('/version', JSON.stringify({ httpVersion: '2.0', url: '/version' }));
    const one = await connections(at, port, 1); // loads the classes
    one.kill();
    await once(one, 'exit');
    const before = await memory(at, server, management);
    const client = await connections(at, port, CONNECTIONS);
    await sleep(1000);
    const after = await memory(at, server, management);
    client.kill();
    await once(client, 'exit');
    await server.stop();
    const each = name => (after[name] - before[name]) / CONNECTIONS / 1024;
    const result = { heap: each('heap'), direct: each('direct'), resident: each('resident'), engine: engine(at, work) / 1024 };
    say(`idle: ${Object.entries(result).map(([name, kib]) => `${name} ${number(kib, 1)} KiB`).join(', ')}`);
    return result;
}

async function connections(at, port, count) {
    const client = spawn('taskset', ['-c', at.loadCpu, 'node', join(at.peers, 'idle/client.mjs'), `${port}`, `${count}`],
        { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(client.stdout, 'data');
    if (!said.toString().startsWith('open')) {
        throw new Error(`idle connections: ${said}`);
    }
    return client;
}

/** Bytes after a full collection. */
async function memory(at, server, management) {
    const jcmd = join(dirname(at.java), 'jcmd');
    const tool = at.java.includes('/') ? jcmd : 'jcmd';
    const histogram = execFileSync(tool, [`${server.pid}`, 'GC.class_histogram'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const [response] = await once(get(`http://127.0.0.1:${management}/actuator/prometheus`), 'response');
    const meters = await text(response);
    return {
        heap: Number(histogram.match(/^Total\s+\d+\s+(\d+)/m)[1]),
        direct: Number(meters.match(/^jvm_buffer_memory_used_bytes\{[^}]*id="direct"[^}]*\} (\S+)/m)[1]),
        resident: server.memory('VmRSS') * 2 ** 20,
    };
}

/** Bytes of heap that an engine of the JDK holds by itself. */
function engine(at, work) {
    const store = join(work, 'server.p12');
    execFileSync('openssl', ['pkcs12', '-export', '-in', at.cert, '-inkey', at.key, '-passout', 'pass:changeit', '-out', store]);
    return Number(execFileSync(at.java, [join(at.peers, 'idle/TlsEngines.java'), store], { encoding: 'utf8' }));
}

export function idleTable({ heap, direct, resident, engine }) {
    const held = heap + direct;
    return table([`${number(CONNECTIONS)} idle connections`, 'KiB each'], [
        ['heap after a full collection', number(heap, 1)],
        ['direct buffers', number(direct, 1)],
        ['of these the TLS engine alone', number(engine, 1)],
        ['beyond the TLS engine (at most 40 wanted)', number(held - engine, 1)],
        ['growth of the resident memory', number(resident, 1)],
    ]);
}
