import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs what package.json names, once. */
export function packages() {
    if (!existsSync(join(bench, 'node_modules/.package-lock.json'))) {
        execFileSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd: bench, stdio: ['ignore', 'ignore', 'pipe'] });
    }
}
