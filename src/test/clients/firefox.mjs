// Opens a page in Firefox, and prints a line of JSON for each script: what it returns there, or what its promise gives.
import puppeteer from 'puppeteer-core';

const [, , executablePath, page, ...scripts] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, acceptInsecureCerts: true });
try {
    const tab = await browser.newPage();
    await tab.goto(page);
    for (const script of scripts) {
        console.log(JSON.stringify(await tab.evaluate(`(async () => { ${script} })()`)));
    }
} finally {
    await browser.close();
}
