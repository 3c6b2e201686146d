import { readFileSync, writeFileSync } from 'node:fs';

/** Puts text between a document's markers `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`; the rest stays. */
export function write(file, name, text) {
    const begin = `<!-- bench:${name} -->\n`;
    const end = `<!-- /bench:${name} -->`;
    const document = readFileSync(file, 'utf8');
    const from = document.indexOf(begin);
    const to = document.indexOf(end);
    if (from < 0 || to < from) {
        throw new Error(`${file} has no ${begin.trim()} … ${end}`);
    }
    writeFileSync(file, `${document.slice(0, from + begin.length)}${text}${document.slice(to)}`);
}
