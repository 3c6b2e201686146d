import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { load } from './load.mjs';
import { packages } from './packages.mjs';
import { median, number, table } from './table.mjs';

const CONNECTIONS = [1, 10, 100, 1000];
const STREAMS = [1, 10, 100];
/** Handshakes of a thousand connections are not to be measured. */
const CONNECT_SECONDS = 4;

/** Throughput of one path at each number of connections and of streams on each of them. */
export async function matrix(at, server, path, say) {
    const cells = CONNECTIONS.flatMap(connections => STREAMS.map(streams => ({ connections, streams, rates: [] })));
    for (let round = 1; round <= Math.min(3, at.rounds); round++) {
        for (const { connections, streams, rates } of cells) {
            const shape = ['-c', `${connections}`, '-m', `${streams}`, `--warm-up-time=${CONNECT_SECONDS}`];
            const { rate } = await load(server, path, shape, { seconds: at.seconds, cpu: at.loadCpu });
            rates.push(rate);
        }
        say(`matrix, round ${round}: ${cells.map(cell => number(cell.rates.at(-1))).join(', ')}`);
    }
    return cells.map(({ connections, streams, rates }) => ({ connections, streams, rate: median(rates) }));
}

export function matrixTable(cells) {
    return table(['Streams on each connection', ...CONNECTIONS.map(connections => `${number(connections)} conn.`)],
        STREAMS.map(streams => [number(streams), ...CONNECTIONS.map(connections =>
            number(cells.find(cell => cell.connections === connections && cell.streams === streams).rate))]));
}

/** Draws the figures as lines into an SVG file. */
export async function drawMatrix(cells, file) {
    packages();
    const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
    const axis = (field, title) => ({ field, type: 'quantitative', title });
    const { spec } = compile({
        width: 560,
        height: 300,
        background: 'white',
        data: { values: cells },
        mark: { type: 'line', point: true },
        encoding: {
            x: { ...axis('connections', 'connections'), scale: { type: 'log' }, axis: { values: CONNECTIONS, format: ',d' } },
            y: { ...axis('rate', 'requests per second'), axis: { format: ',d' } },
            color: { field: 'streams', type: 'ordinal', title: 'streams each', scale: { scheme: 'dark2' } },
        },
    });
    const svg = await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${svg}\n`);
}
