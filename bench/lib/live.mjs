import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load, undisturbed } from './load.mjs';
import { http2bin } from './peers.mjs';
import { Server } from './server.mjs';
import { median, number, table } from './table.mjs';
import { medians, warmUp, WORK } from './throughput.mjs';

const PAGES = 200;
const PATH = '/stream/version';
const TO_SETTLE_MS = 2000;

/** What pages that are open, each on a connection of its own, cost while idle, and what they take from other requests. */
export async function live(at, say) {
    const work = join(at.folder, 'live');
    mkdirSync(work);
    const port = at.port + 70;
    const server = Server.spawn('http2bin', port, http2bin({ ...at, port, work }, at.java, at.build.application),
        { cpu: at.serverCpu, log: join(work, 'http2bin.log') });
    const measure = seconds => load(server, PATH, WORK.version.shape(at), { seconds, cpu: at.loadCpu });
    const warm = () => warmUp(at, { server, measure });
    const rounds = { none: [], open: [], idle: [] };
    const without = async () => rounds.none.push(await undisturbed(at.tries, () => measure(at.seconds)));
    const beside = () => withPages(at, port, async () => {
        rounds.idle.push(await cores(server, at.seconds));
        rounds.open.push(await undisturbed(at.tries, () => measure(at.seconds)));
    });
    try {
        await server.answers(PATH, JSON.stringify({ httpVersion: '2.0', url: PATH }));
        await warm();
        await withPages(at, port, warm);
        for (let round = 1; round <= at.rounds; round++) {
            for (const step of round % 2 ? [without, beside] : [beside, without]) {
                await step();
            }
            say(`live pages, round ${round}: ${number(rounds.none.at(-1).rate)} without, ${number(rounds.open.at(-1).rate)} beside`);
        }
    } finally {
        await server.stop();
    }
    return { idle: median(rounds.idle), none: medians(rounds.none), open: medians(rounds.open) };
}

async function withPages(at, port, work) {
    const client = spawn('taskset', ['-c', at.loadCpu, 'node', join(at.peers, 'live/client.mjs'), `${port}`, `${PAGES}`],
        { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(client, 'exit');
    try {
        const [said] = await once(client.stdout, 'data');
        if (!said.toString().startsWith('open')) {
            throw new Error(`live pages: ${said}`);
        }
        await sleep(TO_SETTLE_MS);
        await work();
        if (client.exitCode !== null) {
            throw new Error('the live pages ended');
        }
    } finally {
        client.kill();
        await gone;
        await sleep(TO_SETTLE_MS);
    }
}

/** The share of a core that a server without requests uses. */
async function cores(server, seconds) {
    const before = server.cpuSeconds();
    await sleep(seconds * 1000);
    return (server.cpuSeconds() - before) / seconds;
}

export function liveTable({ idle, none, open }) {
    const row = (name, { rate, micros, others }) => [name, number(rate), number(micros, 2), `${number(others * 100)} %`];
    const more = (now, before) => `${number((now / before - 1) * 100, 1)} %`;
    return table([PATH, 'req/s', 'CPU µs/request', 'others'], [
        row('no page open', none),
        row(`beside ${PAGES} live pages`, open),
        ['change (5 % at most wanted)', more(open.rate, none.rate), more(open.micros, none.micros), ''],
    ]) + `\nThe ${PAGES} pages by themselves, while nothing happens: ${number(idle * 100, 1)} % of a core.\n`;
}
