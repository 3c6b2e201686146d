import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration, go, http2bin, node } from './peers.mjs';

const LARGE = '/files/100KB.bin';

/**
 * The servers that are attacked, with the settings that Debian gives them, http2bin first. Each has the programs it needs, how
 * it tells its version, the path of 100,000 octets, and a function that gives its command and, where it is a proxy, the one of
 * the server behind it; `at` is that of peers.mjs.
 */
export const targets = [
    {
        name: 'http2bin',
        large: '/bytes/100000',
        version: at => [at.java, '-version'],
        prepare: at => http2bin(at, at.java, at.build.application),
    },
    {
        name: 'nginx',
        programs: ['nginx'],
        large: LARGE,
        version: () => ['nginx', '-v'],
        prepare: at => nginx(at),
    },
    {
        name: 'apache',
        programs: ['apache2'],
        large: LARGE,
        version: () => ['apache2', '-v'],
        prepare: at => apache(at),
    },
    {
        name: 'haproxy',
        programs: ['haproxy'],
        large: LARGE,
        version: () => ['haproxy', '-v'],
        prepare: at => haproxy(at),
    },
    {
        name: 'nghttpd',
        programs: ['nghttpd'],
        large: LARGE,
        version: () => ['nghttpd', '--version'],
        prepare: at => nghttpd(at),
    },
    {
        name: 'node',
        large: LARGE,
        version: () => ['node', '--version'],
        prepare: at => node(at, '../attacked/node.mjs'),
    },
    {
        name: 'go',
        programs: ['go'],
        large: LARGE,
        version: () => ['go', 'version'],
        prepare: at => go(at),
    },
];

/** What each of these servers says of its version, as one line. */
export function versions(at, chosen) {
    return chosen.map(target => {
        const [program, ...args] = target.version(at);
        const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
        return `${target.name}: ${(stdout + stderr).split('\n')[0]}`;
    }).join('; ');
}

function nginx(at) {
    mkdirSync(join(at.work, 'tmp'));
    return { cwd: at.work, command: ['nginx', '-p', at.work, '-c', configuration(at, 'attacked/nginx.conf')] };
}

function apache(at) {
    const htdocs = join(at.work, 'htdocs');
    mkdirSync(htdocs);
    writeFileSync(join(htdocs, 'version'), small());
    return { cwd: at.work, command: ['apache2', '-DFOREGROUND', '-f', configuration(at, 'attacked/apache.conf')] };
}

function nghttpd(at) {
    writeFileSync(join(at.work, 'version'), small());
    symlinkSync(at.files, join(at.work, 'files'));
    return {
        cwd: at.work,
        command: ['nghttpd', '--address=127.0.0.1', `--htdocs=${at.work}`, `${at.port}`, at.key, at.cert],
    };
}

function haproxy(at) {
    const pem = join(at.work, 'server.pem');
    writeFileSync(pem, readFileSync(at.cert, 'utf8') + readFileSync(at.key, 'utf8'), { mode: 0o600 });
    const behind = at.port + 1;
    return {
        cwd: at.work,
        command: ['haproxy', '-db', '-f', configuration({ ...at, pem, behind }, 'attacked/haproxy.cfg')],
        behind: node({ ...at, port: behind }, '../attacked/node.mjs'),
    };
}

function small() {
    return JSON.stringify({ httpVersion: '2.0', url: '/version' });
}
