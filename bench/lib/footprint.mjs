import { setTimeout as sleep } from 'node:timers/promises';
import { number, table } from './table.mjs';

/** How long a server has after the last request to give memory back. */
const SETTLE_MS = 15_000;

/** Resident memory of each server once all the rest is measured. */
export async function footprint(servers) {
    await sleep(SETTLE_MS);
    return servers.map(server => ({ name: server.name, now: server.memory('VmRSS'), most: server.memory('VmHWM') }));
}

export function footprintTable(rows) {
    return table(['Resident memory', 'now MiB', 'at most MiB'], rows.map(row => [row.name, number(row.now), number(row.most)]));
}
