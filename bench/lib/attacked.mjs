import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { attacks } from '../attacks/attacks.mjs';
import { commit } from './machine.mjs';
import { Server } from './server.mjs';
import { installed, project } from './stage.mjs';
import { number, table } from './table.mjs';
import { targets, versions } from './targets.mjs';

const SMALL = '/version';
const LARGE_BYTES = 100_000;
const SAMPLE_MS = 100;
const AFTER_MS = 5000;
/** A server that has run for a while is attacked, not one that a JVM still compiles. */
const WARM_UP_SECONDS = '10';
const WARM_UP_CONNECTIONS = '300';
/** The heap that the service had where the attacks were first measured; the JVM's own choice depends on the machine. */
const HEAP = ['-Xmx256m'];
const helpers = new Set();
process.on('exit', () => helpers.forEach(child => child.kill()));
const scripts = join(project, 'bench/attacks');

/** Each attack against each server that is there, a new process each time; gives what the server and a victim went through. */
export async function attacked(at, say) {
    writeFileSync(join(at.files, '100KB.bin'), Buffer.alloc(LARGE_BYTES, 'x'));
    const as = { ...at, javaOptions: at.javaOptions.length ? at.javaOptions : HEAP };
    const names = at.attacks ?? Object.keys(attacks);
    const unknown = names.find(name => !attacks[name]);
    if (unknown) {
        throw new Error(`no attack is called ${unknown}`);
    }
    const chosen = targets.filter(target => present(target, at, say));
    const results = [];
    for (const name of names) {
        for (const target of chosen) {
            const result = { attack: name, server: target.name, ...await one(as, target, name, results.length, say) };
            results.push(result);
            say(`${name}: ${row(result).join(' | ')}`);
        }
    }
    return { results, chosen, as };
}

function present(target, at, say) {
    if (target.name !== 'http2bin' && at.chosen && !at.chosen.includes(target.name)) {
        return false;
    }
    const missing = target.programs?.find(program => !installed(program));
    if (missing) {
        say(`${target.name} is skipped: no ${missing} here`);
    }
    return !missing;
}

async function one(at, target, attack, run, say) {
    const work = join(at.folder, `${attack}-${target.name}`);
    mkdirSync(work);
    const port = at.port + 100 + 2 * (run % 200);
    const { behind, ...prepared } = target.prepare({ ...at, name: target.name, port, work });
    const servers = [];
    const launch = (name, on, command, cpu) => {
        servers.push(Server.spawn(name, on, command, { cpu, log: join(work, `${name}.log`) }));
        return servers.at(-1);
    };
    try {
        if (behind) {
            await launch('behind', port + 1, behind, at.loadCpu).answers(SMALL, small());
        }
        const server = launch(target.name, port, prepared, at.serverCpu);
        await server.answers(SMALL, small());
        return await measure(at, server, target, attack);
    } catch (error) {
        say(`${attack} on ${target.name}: ${error.message}`);
        return { failure: error.message.split('\n')[0] };
    } finally {
        await Promise.all(servers.map(each => each.stop()));
    }
}

async function measure(at, server, target, attack) {
    await warmUp(at, server, target);
    const victim = run(at, 'node', join(scripts, 'victim.mjs'), `${server.port}`, SMALL);
    await once(victim.process.stdout, 'data');
    const memory = new Memory(server);
    const cpu = used(server);
    const seconds = attacks[attack].holds ? at.holdSeconds : at.seconds;
    const order = { attack, port: server.port, seconds, small: SMALL, large: target.large, connections: at.connections };
    const { sent, saw } = JSON.parse(await attacker(at, order).done);
    const spent = used(server) - cpu;
    await sleep(AFTER_MS);
    const after = memory.end();
    victim.process.stdin.end();
    const fared = JSON.parse((await victim.done).replace(/^ready\n/, ''));
    return { ...memory.figures, after, cpu: spent, seconds, ...fared, sent, saw, ended: !server.alive };
}

async function warmUp(at, server, target) {
    const origin = `https://127.0.0.1:${server.port}`;
    for (const path of [SMALL, target.large]) {
        await run(at, 'h2load', '-D', WARM_UP_SECONDS, '-c', '8', '-m', '10', origin + path).done;
    }
    await run(at, 'h2load', '-n', WARM_UP_CONNECTIONS, '-c', WARM_UP_CONNECTIONS, '-m', '1', origin + SMALL).done;
}

/** It yields to the victim on the core that they share: what the victim sees is to be the server's doing alone. */
function attacker(at, order) {
    return run(at, 'nice', '-n', '19', 'node', join(scripts, 'attacker.mjs'), JSON.stringify(order));
}

function used(server) {
    try {
        return server.cpuSeconds();
    } catch {
        return NaN; // it ended
    }
}

/** A program beside the server, on the other core; `done` has what it printed. */
function run(at, program, ...args) {
    const child = spawn('taskset', ['-c', at.loadCpu, program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    helpers.add(child);
    child.once('exit', () => helpers.delete(child));
    return { process: child, done: text(child.stdout) };
}

/** Resident memory in MiB, looked at all the time. */
class Memory {
    constructor(server) {
        this.server = server;
        this.figures = { before: this.now(), peak: 0 };
        this.timer = setInterval(() => this.now(), SAMPLE_MS);
    }

    now() {
        let found = NaN;
        try {
            found = this.server.memory('VmRSS');
        } catch {
            // it ended, or one of its children did just now
        }
        if (this.figures && found > this.figures.peak) {
            this.figures.peak = found;
        }
        return found;
    }

    end() {
        clearInterval(this.timer);
        return this.now();
    }
}

function small() {
    return JSON.stringify({ httpVersion: '2.0', url: SMALL });
}

function row(result) {
    const { server, failure, before, peak, after, cpu, kept, fresh, sent, saw, ended } = result;
    if (failure) {
        return [server, failure, ...Array(7).fill('')];
    }
    const memory = [before, Math.max(before, peak), after].map(each => (Number.isNaN(each) ? '–' : number(each))).join(' → ');
    return [server, number(sent / 1000), memory, Number.isNaN(cpu) ? '–' : number(cpu, 1), failed(kept), millis(kept), failed(fresh), millis(fresh),
        Object.entries(saw).map(([what, times]) => `${what} ×${number(times)}`).join(', ') + (ended ? '; the server ended' : '')];
}

const failed = ({ errors, requests }) => `${number(errors)} of ${number(requests)}`;
const millis = ({ p99 }) => (p99 === null ? '–' : number(p99));

/** A table for each attack with all that was seen. */
export function attackedTables({ results }) {
    const heads = ['server', 'KB sent', 'MiB before → peak → 5 s after', 'CPU s', 'victim failed', 'p99 ms', 'new connections failed', 'p99 ms',
        'the attacker saw'];
    return [...new Set(results.map(({ attack }) => attack))].map(attack => {
        const rows = results.filter(result => result.attack === attack).map(row);
        return `### ${attack}\n\n${attacks[attack].what}\n\n${table(heads, rows)}`;
    }).join('\n');
}

/** One table with the servers side by side. */
export function comparedTable(at, { results, chosen, as }) {
    const names = [...new Set(results.map(({ attack }) => attack))];
    const cell = (attack, server) => {
        const { failure, before, peak, after, kept, fresh, ended } =
            results.find(result => result.attack === attack && result.server === server);
        if (failure) {
            return 'not measured';
        }
        const grown = each => (Number.isNaN(each) ? '–' : number(Math.max(0, each - before)));
        const errors = kept.errors + fresh.errors;
        return `${grown(peak)} → ${grown(after)}, ${errors ? `${number(errors)} failed` : `${millis(kept)} ms`}${ended ? ', ended' : ''}`;
    };
    const facts = [
        `- Measured: ${new Date().toISOString().slice(0, 10)}, commit ${commit()}; ${at.seconds} s for each attack, `
            + `${at.holdSeconds} s and ${at.connections} connections for the hold\n`,
        `- Versions: ${versions(as, chosen)}; http2bin with ${as.javaOptions.join(' ')}\n`,
    ].join('');
    return `${facts}\n${table(['', ...chosen.map(({ name }) => name)],
        names.map(name => [name, ...chosen.map(({ name: server }) => cell(name, server))]))}`;
}
