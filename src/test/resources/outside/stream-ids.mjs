// Three requests of one session, one after another: each prints the stream it was served on.
import { open, text } from './session.mjs';

const session = open();
for (let i = 0; i < 3; i++) {
  const request = session.request({ ':path': '/stream-id' });
  process.stdout.write(await text(request));
  console.log(request.id);
}
session.close();
