import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Noise } from './noise.mjs';

const DISTURBED = 0.1;

/** One for all: left to themselves, some servers take the client's first choice and some AES-256. */
export const CIPHER = 'TLS_AES_128_GCM_SHA256';

const run = promisify(execFile);

/**
 * Puts load on a server with h2load for so many seconds, or for so many requests.
 *
 * Gives requests per second, CPU microseconds of the server per request, the share of its core that it used, and how
 * many cores others used meanwhile. CPU time tells more than throughput where h2load is the slower of the two, or the
 * machine is noisy.
 */
export async function load(server, path, shape, { seconds, requests, cpu }) {
    const until = requests ? ['-n', `${requests}`] : ['-D', `${seconds}`];
    const noise = new Noise(server);
    const before = server.cpuSeconds();
    const { stdout } = await run('taskset', ['-c', cpu, 'h2load', `--tls13-ciphers=${CIPHER}`, ...until, ...shape,
        `https://127.0.0.1:${server.port}${path}`], { maxBuffer: 1 << 26 });
    const others = noise.cores();
    const used = server.cpuSeconds() - before;
    const done = figure(stdout, /(\d+) succeeded/);
    const failed = figure(stdout, /(\d+) failed/);
    if (done === 0 || failed > 0 || figure(stdout, /(\d+) 2xx/) < done || (requests && done < requests)) {
        throw new Error(`${server.name} ${path}: ${failed} requests failed, ${done} succeeded\n${stdout}`);
    }
    const rate = requests ? figure(stdout, /([\d.]+) req\/s/) : done / seconds;
    return { rate, micros: (used / done) * 1e6, busy: (used / done) * rate, others };
}

/** Takes a figure up to so many times while others use more than a tenth of a core; gives the one least disturbed. */
export async function undisturbed(tries, measure) {
    let best = await measure();
    for (let taken = 1; taken < tries && best.others > DISTURBED; taken++) {
        const next = await measure();
        best = next.others < best.others ? next : best;
    }
    return best;
}

/**
 * As load, for about so many seconds, but by a number of requests that follows from the rate seen last. Connections so
 * end with their last response: node 20 crashes when a client leaves in the middle of respondWithFile.
 */
export function wholeRequests(server, path, shape, cpu) {
    let rate = 20;
    return async seconds => {
        const result = await load(server, path, shape, { requests: Math.ceil(rate * seconds), cpu });
        rate = result.rate;
        return result;
    };
}

function figure(text, pattern) {
    const found = text.match(pattern);
    if (!found) {
        throw new Error(`h2load printed no ${pattern}:\n${text}`);
    }
    return Number(found[1]);
}
