import { number, table } from './table.mjs';

/** Resident memory of each server once all the rest is measured. */
export function footprint(servers) {
    return servers.map(server => ({ name: server.name, now: server.memory('VmRSS'), most: server.memory('VmHWM') }));
}

export function footprintTable(rows) {
    return table(['Resident memory', 'now MiB', 'at most MiB'], rows.map(row => [row.name, number(row.now), number(row.most)]));
}
