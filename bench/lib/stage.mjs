import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peers } from './peers.mjs';
import { Server } from './server.mjs';

const bench = dirname(dirname(fileURLToPath(import.meta.url)));
export const project = dirname(bench);
export const MIB = 1 << 20;
const JDKS = '/usr/lib/jvm';

/** Builds what is measured and makes the folder with certificate and files; gives what servers are started with. */
export function stage(options) {
    const folder = mkdtempSync(join(tmpdir(), 'http2bin-bench-'));
    chmodSync(folder, 0o755); // nginx started by root reads files as another user
    const files = join(folder, 'files');
    mkdirSync(files);
    const body = join(files, '1MiB.bin');
    writeFileSync(body, randomBytes(MIB));
    const [key, cert] = certificate(folder);
    const java = options.java ? join(options.java, 'bin/java') : 'java';
    const againstJava = options.againstJava && join(options.againstJava, 'bin/java');
    const newJava = newJdk(options.newJava);
    const places = { project, peers: join(bench, 'peers'), folder, files, body, key, cert };
    return { ...options, ...places, java, againstJava, newJava, build: build(folder, java, options) };
}

/** java of the JDK asked for, else of a JDK 25 where Debian puts them; undefined without one. */
function newJdk(home) {
    const found = home ? [home] : glob(JDKS, /(^|\D)25(\D|$)/);
    return found.map(each => join(each, 'bin/java')).find(existsSync);
}

function glob(folder, pattern) {
    return existsSync(folder) ? readdirSync(folder).filter(name => pattern.test(name)).map(name => join(folder, name)) : [];
}

function certificate(folder) {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2',
        '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', cert],
        { stdio: 'ignore' });
    return [key, cert];
}

/** The jar unpacked as in the image: the application beside the libraries. */
function build(folder, java, options) {
    if (options.builds) {
        execFileSync(join(project, 'mvnw'), ['-B', '-ntp', '-q', '-DskipTests', 'package'], { cwd: project, stdio: 'inherit' });
    }
    const [jar] = glob(join(project, 'target'), /^http2bin-.*\.jar$/);
    const unpacked = join(folder, 'build');
    execFileSync(java, ['-Djarmode=tools', '-jar', jar, 'extract', '--application-filename', 'http2bin.jar',
        '--destination', unpacked], { stdio: 'ignore' });
    return { application: join(unpacked, 'http2bin.jar'), libraries: join(unpacked, 'lib') };
}

/** Starts http2bin and those peers that are there; names those that are not. */
export async function start(at, say) {
    const servers = [];
    for (const [index, peer] of peers.entries()) {
        if (peer.wanted?.(at) ?? chosen(peer, at)) {
            const server = await startOne(peer, { ...at, name: peer.name, port: at.port + index, work: join(at.folder, peer.name) })
                .catch(error => skip(peer, error, say));
            servers.push(...(server ? [server] : []));
        }
    }
    say(`measuring ${servers.map(server => server.name).join(', ')}`);
    return servers;
}

/** Those made of our own code have to be there. */
function skip(peer, error, say) {
    if (peer.ours) {
        throw error;
    }
    say(`${peer.name} is skipped: ${error.message}`);
}

async function startOne(peer, at) {
    const missing = peer.programs?.find(program => !installed(program));
    if (missing) {
        throw new Error(`no ${missing} here`);
    }
    mkdirSync(at.work);
    const log = join(at.folder, `${peer.name}.log`);
    const server = Server.spawn(peer.name, at.port, peer.prepare(at), { cpu: at.serverCpu, log });
    server.paths = peer.paths;
    const path = peer.paths.version[0];
    try {
        await server.answers(path, JSON.stringify({ httpVersion: '2.0', url: path }));
    } catch (error) {
        await server.stop();
        throw error;
    }
    return server;
}

function chosen(peer, at) {
    return peer.name === 'http2bin' || (!peer.wanted && (!at.chosen || at.chosen.includes(peer.name)));
}

/** Whether a program is on the PATH. */
export function installed(program) {
    try {
        execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
        return true;
    } catch {
        return false;
    }
}
