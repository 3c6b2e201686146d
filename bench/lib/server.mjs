import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import http2 from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';

export const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

const running = new Set();
process.on('exit', () => running.forEach(server => server.kill()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(1));
}

/** A server process on a core of its own, stopped at the latest when this process ends. */
export class Server {
    constructor(name, port, child, log) {
        this.log = log;
        this.name = name;
        this.port = port;
        this.process = child;
        this.exited = once(child, 'exit');
        this.failure = undefined;
        child.on('error', error => (this.failure = error));
        running.add(this);
        this.exited.catch(() => {}).finally(() => running.delete(this));
    }

    /** Starts a command with its output in a log file. */
    static spawn(name, port, { command, cwd, env }, { cpu, log }) {
        const out = openSync(log, 'w');
        const child = spawn('taskset', ['-c', cpu, ...command], {
            cwd,
            env: { ...process.env, ...env },
            stdio: ['ignore', out, out],
        });
        closeSync(out);
        return new Server(name, port, child, log);
    }

    /** Whether it runs. */
    get alive() {
        return !this.failure && this.process.exitCode === null && this.process.signalCode === null;
    }

    get pid() {
        return this.process.pid;
    }

    /** Has all its threads run on these cores from now on. */
    pin(cpus) {
        family(this.pid).forEach(pid => execFileSync('taskset', ['-acp', cpus, `${pid}`], { stdio: 'ignore' }));
    }

    /** Waits until GET path is answered with this body, perhaps with a newline behind it; any other is an error. */
    async answers(path, expected) {
        const end = Date.now() + START_LIMIT_MS;
        for (;;) {
            if (!this.alive) {
                throw new Error(this.lastWords());
            }
            const answer = await get(this.port, path).catch(error => error);
            if (answer === expected || answer === `${expected}\n`) {
                return;
            }
            if (!(answer instanceof Error)) {
                throw new Error(`${this.name} answered ${answer}, not ${expected}`);
            }
            if (Date.now() > end) {
                throw new Error(`${this.name} does not answer: ${answer.message}`);
            }
            await sleep(20);
        }
    }

    /** That it ended, and the end of its log. */
    lastWords() {
        return `${this.name} has ended:\n${readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-20).join('\n')}`;
    }

    /** Seconds of CPU that it and its children have used. */
    cpuSeconds() {
        try {
            return family(this.pid).reduce((sum, pid) => sum + ticks(pid), 0) / TICKS_PER_SECOND;
        } catch (error) {
            throw error.code === 'ENOENT' ? new Error(this.lastWords()) : error;
        }
    }

    /** A figure of /proc/PID/status in MiB, summed over its children: VmRSS now, VmHWM at most. */
    memory(name) {
        const kib = pid => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(`${name}:\\s+(\\d+) kB`)[1]);
        return family(this.pid).reduce((sum, pid) => sum + kib(pid), 0) / 1024;
    }

    /** Ends it and its children, of whom nginx's would stay behind and keep the port. */
    kill() {
        if (this.alive) {
            family(this.pid).forEach(pid => process.kill(pid, 'SIGKILL'));
        }
    }

    async stop(limit = STOP_LIMIT_MS) {
        if (this.alive) {
            this.process.kill('SIGTERM');
            const kill = setTimeout(() => this.kill(), limit);
            await this.exited;
            clearTimeout(kill);
        }
    }
}

/** The body of a response over HTTP/2; fails if it is not 200. */
function get(port, path) {
    return new Promise((resolve, reject) => {
        const session = http2.connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
        session.on('error', reject);
        session.setTimeout(5000, () => session.destroy(new Error('timeout')));
        const request = session.request({ ':path': path });
        let status;
        let body = '';
        request.setEncoding('utf8');
        request.on('response', headers => (status = headers[':status']));
        request.on('data', data => (body += data));
        request.on('error', reject);
        request.on('end', () => {
            session.close();
            status === 200 ? resolve(body) : reject(new Error(`status ${status}`));
        });
    });
}

/** A process and what it forked, which nginx does. */
function family(pid) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return [pid, ...children.flatMap(family)];
}

function ticks(pid) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name may hold spaces
    return Number(fields[11]) + Number(fields[12]);
}
