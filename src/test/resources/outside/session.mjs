// What the scripts share: a session with the service, and a request's events as text lines in the order they came.
// Arguments: the service's origin, the file with its CA.
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';

const [origin, ca] = process.argv.slice(2);

export function open(options = {}) {
  return connect(origin, { ca: readFileSync(ca), ...options });
}

// Resolves with the answer's text when the stream has ended well.
export function text(stream) {
  return new Promise((resolve, reject) => {
    let body = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => (body += chunk));
    stream.on('end', () => resolve(body));
    stream.on('error', reject);
  });
}
