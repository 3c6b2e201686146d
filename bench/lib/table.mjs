export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** 12345.6 as 12,346. */
export function number(value, digits = 0) {
    return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A Markdown table; all columns but the first are to the right. */
export function table(heads, rows) {
    const line = cells => `| ${cells.join(' | ')} |\n`;
    return line(heads) + line(heads.map((_, index) => (index ? '---:' : '---'))) + rows.map(line).join('');
}
