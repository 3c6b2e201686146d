import { load } from './load.mjs';
import { median, number, table } from './table.mjs';
import { WORK } from './throughput.mjs';

const SHARES = [0.1, 0.25, 0.5, 0.75, 1];
const WORKS = [
    ['version', 'http2bin /version'],
    ['version', 'http2bin /stream/version'],
    ['file', 'http2bin /stream/files/1MiB.bin'],
    ['body', 'http2bin /stream/body'],
];
/** No server is to run hotter than this for long. */
const RESERVE = 0.7;

/** The CPU time of a request as load grows to what the core can do; figures are those of the throughput. */
export async function growth(at, figures, say) {
    const result = [];
    for (const [work, name] of WORKS) {
        const most = figures[work]?.find(row => row.name === name);
        if (!most) {
            continue;
        }
        const shape = WORK[work].shape(at);
        const clients = Number(shape[shape.indexOf('-c') + 1]);
        const steps = [];
        for (const share of SHARES) {
            const perClient = (most.rate * share) / clients;
            const limit = share < 1 ? [`--rps=${perClient.toFixed(2)}`] : [];
            const micros = [];
            for (let round = 0; round < 3; round++) {
                const measured = await load(most.server, most.path, [...shape, ...limit], { seconds: at.seconds, cpu: at.loadCpu });
                micros.push(measured.micros);
            }
            steps.push(median(micros));
        }
        say(`growth of ${name}: ${steps.map(micros => number(micros, 1)).join(', ')} µs`);
        result.push({ name, work, steps });
    }
    return result;
}

/** The steps, then what so many cores carry at 70 % busy if a core more does as much as the first. */
export function growthTables(rows) {
    const shares = SHARES.map(share => `at ${share * 100} %`);
    const carried = micros => (RESERVE * 1e6) / micros;
    return table(['CPU µs per request (files and bodies: per MiB)', ...shares],
        rows.map(row => [row.name, ...row.steps.map(micros => number(micros, 1))])) +
        `\nBy calculation from the last column, at ${RESERVE * 100} % busy:\n\n` +
        table(['', 'one core', '16 cores', '100 instances of one core'], rows.map(row => {
            const one = carried(row.steps.at(-1));
            const unit = row.work === 'version' ? 'req/s' : 'MiB/s';
            return [row.name, ...[1, 16, 100].map(times => `${number(one * times)} ${unit}`)];
        }));
}
