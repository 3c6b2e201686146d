import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './load.mjs';
import { medians, WORK } from './throughput.mjs';
import { number, table } from './table.mjs';

/** Who is compared with whom; each group gets half of what its slowest one can do. */
const GROUPS = [
    ['http2bin /version', 'node-compat', 'fastify'],
    ['http2bin /stream/version', 'node'],
];

/** Measures how long small answers take at the same moderate load; figures are those of the throughput. */
export async function latency(at, figures, say) {
    const result = [];
    for (const group of GROUPS) {
        const contenders = (figures.version ?? []).filter(row => group.includes(row.name));
        const rate = Math.min(...contenders.map(row => row.rate)) / 2;
        const measured = contenders.map(({ name, server, path }) => ({ name, server, path, rate, rounds: [] }));
        for (let round = 1; round <= at.rounds; round++) {
            for (const contender of measured) {
                contender.rounds.push(await measure(at, contender));
            }
        }
        say(`latency at ${number(rate)} req/s: ` + measured.map(each => `${each.name} ${each.rounds.map(round => round.p99)}`).join(', '));
        result.push(...measured.map(contender => ({ ...contender, ...medians(contender.rounds) })));
    }
    return result;
}

async function measure(at, { server, path, rate }) {
    const log = join(at.folder, 'h2load.log');
    rmSync(log, { force: true });
    const shape = WORK.version.shape(at);
    const clients = Number(shape[shape.indexOf('-c') + 1]);
    const options = [...shape, `--rps=${Math.floor(rate / clients)}`, `--log-file=${log}`];
    const { rate: reached } = await load(server, path, options, { seconds: at.seconds, cpu: at.loadCpu });
    const micros = Float64Array.from(readFileSync(log, 'utf8').trimEnd().split('\n'), line => Number(line.split('\t')[2])).sort();
    const percentile = share => micros[Math.ceil(share * micros.length) - 1];
    return { reached, p50: percentile(0.5), p99: percentile(0.99), p999: percentile(0.999) };
}

export function latencyTable(rows) {
    const millis = micros => number(micros / 1000, 2);
    return table(['Small JSON', 'asked req/s', 'answered req/s', 'p50 ms', 'p99 ms', 'p99.9 ms'],
        rows.map(row => [row.name, number(row.rate), number(row.reached), millis(row.p50), millis(row.p99), millis(row.p999)]));
}
