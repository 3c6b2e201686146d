import { load, undisturbed, wholeRequests } from './load.mjs';
import { MIB } from './stage.mjs';
import { median, number, table } from './table.mjs';

/** How each kind of work is loaded: few requests of a MiB, many small ones. */
export const WORK = {
    version: { title: 'Small JSON', shape: () => ['-c', '8', '-m', '50'] },
    file: { title: '1 MiB file', shape: () => ['-c', '4', '-m', '4'], bytes: MIB },
    body: { title: '1 MiB POST', shape: at => ['-c', '4', '-m', '4', '-d', at.body], bytes: MIB },
};

const WARM_UP_STEP = 2;

/** Measures every server round by round; gives the figures of each server and path by work. */
export async function throughput(at, servers, say) {
    const figures = {};
    for (const work of at.work) {
        figures[work] = await inTurns(at, work, servers, say);
    }
    return figures;
}

async function inTurns(at, work, servers, say) {
    const shape = WORK[work].shape(at);
    const contenders = servers.flatMap(server => server.paths[work].map(path => ({
        server,
        path,
        name: label(server, work, path),
        measure: WORK[work].bytes
            ? wholeRequests(server, path, shape, at.loadCpu)
            : seconds => load(server, path, shape, { seconds, cpu: at.loadCpu }),
        rounds: [],
    })));
    await eachInTurn(contenders, contender => warmUp(at, contender), say);
    for (let round = 1; round <= at.rounds; round++) {
        await eachInTurn(contenders, async ({ measure, rounds }) => {
            rounds.push(await undisturbed(at.tries, () => measure(at.seconds)));
        }, say);
        say(`${work}, round ${round}: ` + contenders.map(each => `${each.name} ${number(each.rounds.at(-1).rate)}`).join(', '));
    }
    return contenders.map(contender => ({ ...contender, ...medians(contender.rounds) }));
}

/** A peer that fails is left out from then on; http2bin must not fail. */
async function eachInTurn(contenders, step, say) {
    for (const contender of [...contenders]) {
        try {
            await step(contender);
        } catch (error) {
            if (contender.server.name === 'http2bin') {
                throw error;
            }
            say(`${contender.name} is left out: ${error.message}`);
            contenders.splice(contenders.indexOf(contender), 1);
        }
    }
}

/**
 * Puts load on until the rate stops rising: until three steps bring no more than the three before. The server has the
 * load's core too meanwhile: on its own alone, the compilers of a JVM would take minutes, and its rate pause on the way.
 */
export async function warmUp(at, { server, measure }) {
    const rates = [];
    server.pin(`${at.serverCpu},${at.loadCpu}`);
    try {
        for (let seconds = 0; seconds < at.warmUp && rising(rates); seconds += WARM_UP_STEP) {
            rates.push((await measure(WARM_UP_STEP)).rate);
        }
    } finally {
        server.pin(at.serverCpu);
    }
}

function rising(rates) {
    const sum = steps => steps.reduce((total, rate) => total + rate, 0);
    return rates.length < 6 || sum(rates.slice(-3)) > 1.03 * sum(rates.slice(-6, -3));
}

/** Some have several paths for the same work; a body's says what is done with it. */
function label(server, work, path) {
    return server.paths[work].length > 1 || work === 'body' ? `${server.name} ${path}` : server.name;
}

export function medians(rounds) {
    return Object.fromEntries(Object.keys(rounds[0]).map(key => [key, median(rounds.map(round => round[key]))]));
}

/** A table for each work; the last columns say how many times as fast http2bin's paths are. */
export function throughputTables(figures) {
    return Object.entries(figures).map(([work, rows]) => {
        const own = rows.filter(row => row.name.startsWith('http2bin '));
        const heads = ['', 'req/s', 'lowest – highest', 'CPU µs/request', 'core busy', 'others', ...own.map(row => `${row.name} is`)];
        return `### ${WORK[work].title}\n\n` + table(heads, rows.map(row => [
            row.name, number(row.rate), range(row.rounds), number(row.micros, 1), `${number(row.busy * 100)} %`,
            `${number(row.others * 100)} %`, ...own.map(each => times(each, row))]));
    }).join('\n');
}

function range(rounds) {
    const rates = rounds.map(round => round.rate);
    return `${number(Math.min(...rates))} – ${number(Math.max(...rates))}`;
}

/** By throughput, and in brackets by CPU: where a server waits for h2load, only the latter tells. */
function times(own, row) {
    return own === row ? '' : `${number(own.rate / row.rate, 2)}× (CPU ${number(row.micros / own.micros, 2)}×)`;
}
