import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { http2bin } from './peers.mjs';
import { Server } from './server.mjs';
import { median, number, table } from './table.mjs';

const STARTS = 5;

/** By the code that Spring generated at build, as the image starts. */
const GENERATED = '-Dspring.aot.enabled=true';

/** Seconds from starting the process to its first answer: plain, and on a JDK from 25 with an AOT cache (JEP 514). */
export async function startup(at, say) {
    const work = join(at.folder, 'startup');
    mkdirSync(work);
    const newest = at.newJava;
    const all = cpus().map((_, index) => index).join(',');
    const kinds = [{ name: version(at.java), java: at.java, flags: [] }];
    if (newest) {
        const cache = join(work, 'http2bin.aot');
        await train({ ...at, work }, { java: newest, cpu: all }, cache);
        kinds.push({ name: version(newest), java: newest, flags: [] },
            { name: `${version(newest)}, AOT cache`, java: newest, flags: [GENERATED, `-XX:AOTCache=${cache}`] });
    } else {
        say('no JDK 25 here: start-up with an AOT cache is not measured');
    }
    const rows = kinds.flatMap(kind => [{ ...kind, cpu: at.serverCpu, seconds: [] }, { ...kind, cpu: all, seconds: [] }]);
    for (let round = 1; round <= STARTS; round++) {
        for (const row of rows) {
            row.seconds.push(await once({ ...at, work }, row));
        }
        say(`start-up, round ${round}: ${rows.map(row => number(row.seconds.at(-1), 2)).join(', ')}`);
    }
    return rows;
}

async function once(at, kind) {
    const begin = performance.now();
    const server = await answering(at, kind);
    const seconds = (performance.now() - begin) / 1000;
    await server.stop();
    return seconds;
}

/** A server that has given its first answer. */
async function answering(at, { java, flags, cpu }) {
    const port = at.port + 50;
    const server = Server.spawn('http2bin', port, http2bin({ ...at, port }, java, at.build.application, flags),
        { cpu, log: join(at.work, 'start.log') });
    await server.answers('/version', JSON.stringify({ httpVersion: '2.0', url: '/version' }));
    return server;
}

/** A whole life, for the classes that it loads: as it ends it writes the cache. */
async function train(at, kind, cache) {
    const server = await answering(at, { ...kind, flags: [GENERATED, `-XX:AOTCacheOutput=${cache}`] });
    await server.stop(60_000);
    if (!existsSync(cache)) {
        throw new Error(`no AOT cache was made, see ${server.log}`);
    }
}

function version(java) {
    return execFileSync(java, ['--version'], { encoding: 'utf8' }).match(/\S+ (\S+)/)[0].replace('openjdk', 'JDK');
}

export function startupTable(rows) {
    return table(['First answer after', 'cores', 'median s', 'slowest s'], rows.map(row =>
        [row.name, row.cpu.split(',').length, number(median(row.seconds), 2), number(Math.max(...row.seconds), 2)]));
}
