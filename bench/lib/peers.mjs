import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packages } from './packages.mjs';

const COUNTED = '/body?digests=false';
/** What each server is asked for, one path for each work; the key 'version' has small JSON, and so on. */
const PATHS = { version: ['/version'], file: ['/files/1MiB.bin'], body: [COUNTED] };
const OWN_PATHS = {
    version: ['/version', '/stream/version'],
    file: ['/files/1MiB.bin', '/stream/files/1MiB.bin'],
    body: ['/body', COUNTED, '/stream/body', `/stream${COUNTED}`],
};
/** Of those who can digest a body as http2bin does. */
const DIGESTING_PATHS = { ...PATHS, body: ['/body', COUNTED] };
const STREAM_PATHS = Object.fromEntries(
    Object.entries(OWN_PATHS).map(([work, paths]) => [work, paths.filter(path => path.startsWith('/stream/'))]));

/**
 * The servers, http2bin first. Each has the programs it needs, the paths of its work (none for what it does not count),
 * and a function that builds it and gives its command; `at` has its name and port, key, cert, files (a folder) and work
 * (a folder of its own). One that cannot be built is skipped, unless it is `ours`.
 */
export const peers = [
    {
        name: 'http2bin',
        ours: true,
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
        name: 'http2bin-jdk25',
        paths: OWN_PATHS,
        wanted: at => at.newJava && !at.chosen && !at.against && !at.againstJava,
        prepare: at => http2bin(at, at.newJava, at.build.application),
    },
    {
        name: 'undertow',
        ours: true,
        paths: STREAM_PATHS,
        prepare: at => bareUndertow(at),
    },
    { name: 'node', paths: DIGESTING_PATHS, prepare: at => node(at, 'native.mjs') },
    { name: 'node-compat', paths: PATHS, prepare: at => node(at, 'compat.mjs') },
    { name: 'fastify', programs: ['npm'], paths: PATHS, prepare: at => node(at, 'fastify.mjs', packages) },
    { name: 'go', programs: ['go'], paths: DIGESTING_PATHS, prepare: at => go(at) },
    { name: 'nginx', programs: ['nginx'], paths: { ...PATHS, body: [] }, prepare: at => nginx(at) },
    { name: 'nghttpd', programs: ['nghttpd'], paths: { ...PATHS, body: [] }, prepare: at => nghttpd(at) },
    { name: 'caddy', programs: ['caddy'], paths: { ...PATHS, body: [] }, prepare: at => caddy(at) },
    // Tomcat ends a connection for its short DATA frames, which h2load sends at the end of a window
    { name: 'tomcat', paths: { ...PATHS, body: [] }, prepare: at => boot(at) },
    { name: 'jetty', paths: PATHS, prepare: at => boot(at) },
];

/** http2bin with a JDK, a jar and flags of the JVM. */
export function http2bin(at, java, jar, flags = []) {
    return {
        cwd: at.work,
        command: [java, ...at.javaOptions, ...flags, '-jar', jar, `--server.port=${at.port}`, '--server.address=127.0.0.1',
            '--http2bin.listener.http1-port=-1', `--management.server.port=${at.management ?? 0}`, `--server.ssl.certificate=${at.cert}`,
            `--server.ssl.certificate-private-key=${at.key}`, `--http2bin.files.directory=${at.files}`],
    };
}

function bareUndertow(at) {
    const { application, libraries } = at.build;
    const classpath = `${application}:${libraries}/*`;
    run(`${at.java}c`, ['-proc:none', '-cp', classpath, '-d', at.work, join(at.peers, 'undertow/BareUndertow.java')]);
    return {
        cwd: at.work,
        command: [at.java, '-cp', `${at.work}:${classpath}`, 'BareUndertow', `--port=${at.port}`,
            `--spring.ssl.bundle.pem.bench.keystore.certificate=${at.cert}`,
            `--spring.ssl.bundle.pem.bench.keystore.private-key=${at.key}`, `--http2bin.files.directory=${at.files}`],
    };
}

function boot(at) {
    run(join(at.project, 'mvnw'), ['-B', '-ntp', '-q', '-f', join(at.peers, 'boot/pom.xml'), `-P${at.name}`,
        `-Dbench.target=${at.work}`, 'package']);
    return {
        cwd: at.work,
        command: [at.java, '-jar', 'boot.jar', `--server.port=${at.port}`, `--server.ssl.certificate=${at.cert}`,
            `--server.ssl.certificate-private-key=${at.key}`, `--spring.web.resources.static-locations=file:${at.files}/`],
    };
}

/** One of the servers for node, by its file. */
export function node(at, file, prepare = () => {}) {
    prepare(at);
    return { cwd: at.work, command: ['node', join(at.peers, 'node', file), `${at.port}`, at.key, at.cert, at.files] };
}

export function go(at) {
    const program = join(at.work, 'server');
    run('go', ['build', '-o', program, join(at.peers, 'go/main.go')]);
    return { cwd: at.work, command: [program, `${at.port}`, at.key, at.cert, at.files] };
}

function nginx(at) {
    mkdirSync(join(at.work, 'tmp'));
    return { cwd: at.work, command: ['nginx', '-p', at.work, '-c', configuration(at, 'nginx/nginx.conf')] };
}

function caddy(at) {
    const config = configuration(at, 'caddy/Caddyfile');
    const env = { XDG_DATA_HOME: at.work, XDG_CONFIG_HOME: at.work };
    return { cwd: at.work, env, command: ['caddy', 'run', '--adapter', 'caddyfile', '--config', config] };
}

/** nghttpd has files only, so its small JSON is one too. */
function nghttpd(at) {
    writeFileSync(join(at.work, 'version'), JSON.stringify({ httpVersion: '2.0', url: '/version' }));
    symlinkSync(at.files, join(at.work, 'files'));
    return {
        cwd: at.work,
        command: ['nghttpd', '--address=127.0.0.1', `--htdocs=${at.work}`, `${at.port}`, at.key, at.cert],
    };
}

/** A configuration file with the values of `at` in place of @PORT@ and so on. */
export function configuration(at, path) {
    const template = readFileSync(join(at.peers, `${path}.template`), 'utf8');
    const file = join(at.work, basename(path));
    writeFileSync(file, template.replace(/@(\w+)@/g, (_, name) => at[name.toLowerCase()]));
    return file;
}

function run(program, args) {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
