import { readFileSync } from 'node:fs';
import { TICKS_PER_SECOND } from './server.mjs';

/** What others do on the machine while a figure is taken. */
export class Noise {
    constructor(server) {
        this.server = server;
        this.begin = performance.now();
        this.before = this.#others();
    }

    /** The cores that others kept busy since the start, the host of a virtual machine among them. */
    cores() {
        return (this.#others() - this.before) / ((performance.now() - this.begin) / 1000);
    }

    /** Seconds of CPU beside those of the server and of this process and its h2load. */
    #others() {
        const [user, nice, system, , , irq, softirq, steal] =
            readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1).map(Number);
        const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ').map(Number);
        const own = fields.slice(11, 15).reduce((sum, ticks) => sum + ticks); // ours and our ended children's
        return (user + nice + system + irq + softirq + steal - own) / TICKS_PER_SECOND - this.server.cpuSeconds();
    }
}
