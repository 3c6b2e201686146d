import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Puts load on a server with h2load for so many seconds.
 *
 * Gives requests per second, CPU microseconds of the server per request and the share of its core that it used. CPU
 * time tells more than throughput where h2load is the slower of the two, or the machine is noisy.
 */
export async function load(server, path, shape, { seconds, cpu }) {
    const before = server.cpuSeconds();
    const { stdout } = await run('taskset', ['-c', cpu, 'h2load', '-D', `${seconds}`, ...shape,
        `https://127.0.0.1:${server.port}${path}`], { maxBuffer: 1 << 26 });
    const used = server.cpuSeconds() - before;
    const requests = figure(stdout, /(\d+) succeeded/);
    const failed = figure(stdout, /(\d+) failed/);
    if (requests === 0 || failed > 0 || figure(stdout, /(\d+) 2xx/) < requests) {
        throw new Error(`${server.name} ${path}: ${failed} requests failed, ${requests} succeeded\n${stdout}`);
    }
    return {
        rate: requests / seconds,
        micros: (used / requests) * 1e6,
        busy: used / seconds,
        savings: figure(stdout, /space savings (-?[\d.]+)%/),
    };
}

function figure(text, pattern) {
    const found = text.match(pattern);
    if (!found) {
        throw new Error(`h2load printed no ${pattern}:\n${text}`);
    }
    return Number(found[1]);
}
