// So many cookies, each in a field of its own as a browser sends it, three times on one session: prints the status, and how many of them /echo shows.
// Arguments behind the common ones: how many cookies.
import { open } from './session.mjs';

const session = open();
const crumbs = Array.from({ length: Number(process.argv[4]) }, (_, i) => `crumb-${1000 + i}=${'v'.repeat(35)}`);
for (let i = 0; i < 3; i++) {
  const request = session.request({ ':path': '/echo', cookie: crumbs });
  let body = '';
  request.setEncoding('utf8');
  request.on('response', (headers) => console.log(`response ${headers[':status']}`));
  request.on('data', (chunk) => (body += chunk));
  await new Promise((resolve, reject) => request.on('end', resolve).on('error', reject));
  const found = crumbs.filter((crumb) => body.includes(crumb)).length;
  console.log(`found ${found}`);
}
session.close();
