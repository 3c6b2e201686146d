import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each server is asked for, one path for each work; the key 'version' has small JSON, and so on. */
const PATHS = { version: ['/version'], file: ['/files/1MiB.bin'], body: ['/body'] };
const OWN_PATHS = {
    version: ['/version', '/stream/version'],
    file: ['/files/1MiB.bin', '/stream/files/1MiB.bin'],
    body: ['/body', '/stream/body'],
};
const STREAM_PATHS = Object.fromEntries(Object.entries(OWN_PATHS).map(([work, paths]) => [work, paths.slice(1)]));

/**
 * The servers, http2bin first. Each has the programs without which it is skipped, the paths of its work, and a function
 * that prepares it and gives its command; `at` names the port, key, cert, files (a folder) and work (a folder of its own).
 */
export const peers = [
    {
        name: 'http2bin',
        paths: OWN_PATHS,
        prepare: at => http2bin(at, at.java, at.build.application),
    },
    {
        name: 'other',
        paths: OWN_PATHS,
        wanted: at => at.against || at.againstJava,
        prepare: at => http2bin(at, at.againstJava ?? at.java, at.against ?? at.build.application),
    },
    {
        name: 'undertow',
        paths: STREAM_PATHS,
        prepare: at => bareUndertow(at),
    },
    { name: 'node', paths: PATHS, prepare: at => node(at, 'native.mjs') },
    { name: 'node-compat', paths: PATHS, prepare: at => node(at, 'compat.mjs') },
    {
        name: 'nginx',
        programs: ['nginx'],
        paths: { ...PATHS, body: [] }, // it counts no body
        prepare: at => nginx(at),
    },
];

function http2bin(at, java, jar) {
    return {
        cwd: at.work,
        command: [java, ...at.javaOptions, '-jar', jar, `--server.port=${at.port}`, '--server.address=127.0.0.1',
            '--http2bin.listener.http1-port=-1', '--management.server.port=0', `--server.ssl.certificate=${at.cert}`,
            `--server.ssl.certificate-private-key=${at.key}`, `--http2bin.files.directory=${at.files}`],
    };
}

function bareUndertow(at) {
    const { application, libraries } = at.build;
    const classpath = `${application}:${libraries}/*`;
    execFileSync(`${at.java}c`, ['-proc:none', '-cp', classpath, '-d', at.work, join(at.peers, 'undertow/BareUndertow.java')]);
    return {
        cwd: at.work,
        command: [at.java, '-cp', `${at.work}:${classpath}`, 'BareUndertow', `--port=${at.port}`,
            `--spring.ssl.bundle.pem.bench.keystore.certificate=${at.cert}`,
            `--spring.ssl.bundle.pem.bench.keystore.private-key=${at.key}`, `--http2bin.files.directory=${at.files}`],
    };
}

function node(at, file) {
    return { cwd: at.work, command: ['node', join(at.peers, 'node', file), `${at.port}`, at.key, at.cert, at.files] };
}

function nginx(at) {
    const config = join(at.work, 'nginx.conf');
    const template = readFileSync(join(at.peers, 'nginx/nginx.conf.template'), 'utf8');
    const values = { PORT: at.port, CERT: at.cert, KEY: at.key, FILES: at.files };
    writeFileSync(config, template.replace(/@(\w+)@/g, (_, name) => values[name]));
    mkdirSync(join(at.work, 'tmp'), { recursive: true });
    return { cwd: at.work, command: ['nginx', '-p', at.work, '-c', config] };
}
