import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { goalsTable } from './goals.mjs';
import { latency, latencyTable } from './latency.mjs';
import { machine } from './machine.mjs';
import { options } from './options.mjs';
import { write } from './report.mjs';
import { project, stage, start } from './stage.mjs';
import { throughput, throughputTables } from './throughput.mjs';

const say = text => process.stderr.write(`${text}\n`);
const document = join(project, 'docs/performance.md');

const at = stage(options(process.argv.slice(2)));
const servers = await start(at, say);
try {
    publish('machine', machine(at, servers));
    const figures = await throughput(at, servers, say);
    publish('throughput', throughputTables(figures));
    publish('goals', goalsTable(figures));
    if (at.parts.includes('latency')) {
        publish('latency', latencyTable(await latency(at, figures, say)));
    }
} finally {
    await Promise.all(servers.map(server => server.stop()));
}
rmSync(at.folder, { recursive: true }); // after a failure it stays, for its logs

function publish(name, text) {
    process.stdout.write(`\n${text}`);
    if (at.writes) {
        write(document, name, `\n${text}\n`);
    }
}
