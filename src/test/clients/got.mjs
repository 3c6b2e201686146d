// got: requests in turn, none sent again. Prints the outcome of each.
// Arguments: the service's origin, the file with its CA, how many.
import { readFileSync } from 'node:fs';
import got from 'got';

const [origin, ca, requests] = process.argv.slice(2);
const client = got.extend({
  http2: true,
  https: { certificateAuthority: readFileSync(ca) },
  retry: { limit: 0 },
  timeout: { request: 10_000 },
});

for (let i = 0; i < requests; i++) {
  await client(`${origin}/version`).then(
    (response) => console.log(`${response.statusCode} HTTP/${response.httpVersion}`),
    (error) => console.log(error.code, error.message),
  );
}
process.exit(); // got keeps its session open
