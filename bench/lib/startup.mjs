import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { http2bin } from './peers.mjs';
import { Server } from './server.mjs';
import { median, number, table } from './table.mjs';

const STARTS = 5;

/** Seconds from starting the process to its first answer: plain, and on a JDK from 25 with an AOT cache (JEP 514). */
export async function startup(at, say) {
    const work = join(at.folder, 'startup');
    mkdirSync(work);
    const newest = at.newJava;
    const kinds = [{ name: version(at.java), java: at.java, flags: [] }];
    if (newest) {
        const cache = join(work, 'http2bin.aot');
        train(at, newest, cache);
        kinds.push({ name: version(newest), java: newest, flags: [] },
            { name: `${version(newest)}, AOT cache`, java: newest, flags: [`-XX:AOTCache=${cache}`] });
    } else {
        say('no JDK 25 here: start-up with an AOT cache is not measured');
    }
    const all = cpus().map((_, index) => index).join(',');
    const rows = kinds.flatMap(kind => [{ ...kind, cpu: at.serverCpu, seconds: [] }, { ...kind, cpu: all, seconds: [] }]);
    for (let round = 1; round <= STARTS; round++) {
        for (const row of rows) {
            row.seconds.push(await once({ ...at, work }, row));
        }
        say(`start-up, round ${round}: ${rows.map(row => number(row.seconds.at(-1), 2)).join(', ')}`);
    }
    return rows;
}

async function once(at, { java, flags, cpu }) {
    const port = at.port + 50;
    const begin = performance.now();
    const server = Server.spawn('http2bin', port, http2bin({ ...at, port }, java, at.build.application, flags),
        { cpu, log: join(at.work, 'start.log') });
    await server.answers('/version', JSON.stringify({ httpVersion: '2.0', url: '/version' }));
    const seconds = (performance.now() - begin) / 1000;
    await server.stop();
    return seconds;
}

/** A start that ends once everything is there, for the classes it loads; as the image does it. */
function train(at, java, cache) {
    const { cwd, command } = http2bin({ ...at, port: 0, work: at.folder }, java, at.build.application,
        [`-XX:AOTCacheOutput=${cache}`, '-Dspring.context.exit=onRefresh']);
    execFileSync(command[0], command.slice(1), { cwd, stdio: 'ignore' });
}

function version(java) {
    return execFileSync(java, ['--version'], { encoding: 'utf8' }).match(/\S+ (\S+)/)[0].replace('openjdk', 'JDK');
}

export function startupTable(rows) {
    return table(['First answer after', 'cores', 'median s', 'slowest s'], rows.map(row =>
        [row.name, row.cpu.split(',').length, number(median(row.seconds), 2), number(Math.max(...row.seconds), 2)]));
}
