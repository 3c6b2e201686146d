import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { attacked, attackedTables, comparedTable } from './attacked.mjs';
import { footprint, footprintTable } from './footprint.mjs';
import { goalsTable } from './goals.mjs';
import { growth, growthTables } from './growth.mjs';
import { idle, idleTable } from './idle.mjs';
import { latency, latencyTable } from './latency.mjs';
import { live, liveTable } from './live.mjs';
import { machine } from './machine.mjs';
import { drawMatrix, matrix, matrixTable } from './matrix.mjs';
import { options } from './options.mjs';
import { write } from './report.mjs';
import { project, stage, start } from './stage.mjs';
import { startup, startupTable } from './startup.mjs';
import { throughput, throughputTables } from './throughput.mjs';

const PICTURE = 'docs/pictures/throughput.svg';

const say = text => process.stderr.write(`${text}\n`);
const at = stage(options(process.argv.slice(2)));
const wants = (...parts) => parts.some(part => at.parts.includes(part));

const servers = wants('throughput', 'latency', 'growth', 'matrix') ? await start(at, say) : [];
try {
    if (!wants('attacks')) {
        publish('machine', machine(at, servers));
    }
    if (wants('throughput', 'latency', 'growth')) {
        const figures = await throughput(at, servers, say);
        publish('goals', goalsTable(figures));
        publish('throughput', throughputTables(figures));
        if (wants('latency')) {
            publish('latency', latencyTable(await latency(at, figures, say)));
        }
        if (wants('growth')) {
            publish('growth', growthTables(await growth(at, figures, say)));
        }
    }
    if (wants('matrix')) {
        const cells = await matrix(at, servers[0], '/stream/version', say);
        publish('matrix', matrixTable(cells));
        if (at.writes) {
            await drawMatrix(cells, join(project, PICTURE));
        }
    }
    if (servers.length > 0) {
        publish('memory', footprintTable(await footprint(servers)));
    }
} finally {
    await Promise.all(servers.map(server => server.stop()));
}
if (wants('idle')) {
    publish('idle', idleTable(await idle(at, say)));
}
if (wants('live')) {
    publish('live', liveTable(await live(at, say)));
}
if (wants('startup')) {
    publish('startup', startupTable(await startup(at, say)));
}
if (wants('attacks')) {
    const figures = await attacked(at, say);
    process.stdout.write(`\n${attackedTables(figures)}`);
    const text = comparedTable(at, figures);
    process.stdout.write(`\n${text}`);
    if (at.writesAttacks) {
        write(join(project, 'docs/reliability.md'), 'attacks', `\n${text}\n`);
    }
}
rmSync(at.folder, { recursive: true }); // after a failure it stays, for its logs

function publish(name, text) {
    process.stdout.write(`\n${text}`);
    if (at.writes) {
        write(join(project, 'docs/performance.md'), name, `\n${text}\n`);
    }
}
