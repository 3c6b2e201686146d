import { number, table } from './table.mjs';

/** What http2bin wants to reach: how many times the throughput of another, in the same run. */
const GOALS = {
    version: [
        ['http2bin /version', { fastify: 1.2, 'node-compat': 1.2, tomcat: 5, jetty: 5 }],
        ['http2bin /stream/version', { node: 2, nginx: 0.8, undertow: 0.95 }],
    ],
    file: [
        ['http2bin /files/1MiB.bin', { node: 1.2, 'node-compat': 1.2, nginx: 0.7 }],
        ['http2bin /stream/files/1MiB.bin', { 'http2bin /files/1MiB.bin': 1 }],
    ],
    body: [
        ['http2bin /body', { 'node /body': 1.2, 'go /body': 0.8 }],
        ['http2bin /body?digests=false', { 'node /body?digests=false': 1.2, 'go /body?digests=false': 0.8 }],
        ['http2bin /body', { 'node /body?digests=false': 1.2, 'go /body?digests=false': 0.8 }],
    ],
};

/** The goals whose servers were measured, and what was reached. */
export function goalsTable(figures) {
    const rows = Object.entries(figures).flatMap(([work, measured]) => {
        const named = Object.fromEntries(measured.map(row => [row.name, row]));
        return GOALS[work].flatMap(([own, wanted]) => Object.entries(wanted)
            .filter(([other]) => named[own] && named[other])
            .map(([other, times]) => goal(named[own], named[other], times)));
    });
    return table(['', 'beside', 'wanted', 'reached', 'by CPU', ''], rows);
}

function goal(own, other, wanted) {
    const reached = own.rate / other.rate;
    return [own.name, other.name, `${number(wanted, 2)}×`, `${number(reached, 2)}×`,
        `${number(other.micros / own.micros, 2)}×`, reached >= wanted ? 'yes' : 'no'];
}
