import { execFileSync, spawnSync } from 'node:child_process';
import os from 'node:os';
import { CIPHER } from './load.mjs';
import { project } from './stage.mjs';

/** What the figures depend on, as a Markdown list. */
export function machine(at, servers) {
    const cpu = os.cpus();
    const facts = [
        ['Measured', `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit()}`],
        ['Machine', `${cpu[0].model.trim()}, ${cpu.length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB; ${os.type()} ${os.release().match(/^\d+\.\d+/)[0]}`],
        ['TLS', `1.3 with ${CIPHER} and a P-256 certificate`],
        ['Cores', `servers on core ${at.serverCpu}, h2load on core ${at.loadCpu}`],
        ['Versions', versions(at, servers).join('; ')],
        ['Flags of http2bin', at.javaOptions.join(' ') || 'none'],
        ['Rounds', `${at.rounds} of ${at.seconds} s after at most ${at.warmUp} s of warm-up per server and path; servers in turns; medians`],
    ];
    return facts.map(([name, value]) => `- ${name}: ${value}\n`).join('');
}

/** The commit that is measured, and whether its sources are changed. */
export function commit() {
    const git = (...args) => execFileSync('git', ['-C', project, ...args], { encoding: 'utf8' }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'pom.xml') ? ', changed' : '');
}

function versions(at, servers) {
    const commands = {
        http2bin: [at.java, '-version'],
        'http2bin-jdk25': [at.newJava, '-version'],
        other: [at.againstJava ?? at.java, '-version'],
        node: ['node', '--version'],
        go: ['go', 'version'],
        nginx: ['nginx', '-v'],
        nghttpd: ['nghttpd', '--version'],
        caddy: ['caddy', 'version'],
        h2load: ['h2load', '--version'],
    };
    return [...new Set(['http2bin', ...servers.map(server => server.name), 'h2load'])]
        .filter(name => commands[name])
        .map(name => `${name}: ${firstLine(commands[name])}`);
}

function firstLine([program, ...args]) {
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    return (stdout + stderr).split('\n')[0];
}
