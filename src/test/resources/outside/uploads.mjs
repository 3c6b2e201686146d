// So many uploads at once, of different sizes and contents, each sent in pieces in turn with the others, none ended
// before all have begun. Argument after the two: how many. Prints "good" for each answer with the right count and sum.
import { createHash, randomBytes } from 'node:crypto';
import { open, text } from './session.mjs';

const PIECE = 10_000;
const count = Number(process.argv[4]);
const session = open({ maxSessionMemory: 1000 });

const uploads = Array.from({ length: count }, (_, i) => {
  const content = randomBytes(i * 40_001);
  const request = session.request({ ':method': 'POST', ':path': '/body' });
  return { content, request, answer: text(request), sent: 0 };
});

for (let open = uploads; open.length > 0; ) {
  for (const upload of open) {
    upload.request.write(upload.content.subarray(upload.sent, (upload.sent += PIECE)));
  }
  await new Promise(setImmediate);
  const whole = (upload) => upload.sent >= upload.content.length;
  open.filter(whole).forEach((upload) => upload.request.end());
  open = open.filter((upload) => !whole(upload));
}

for (const { content, request, answer } of uploads) {
  const { received, sha256 } = JSON.parse(await answer);
  const good = received === content.length && sha256 === createHash('sha256').update(content).digest('hex');
  console.log(request.id, good ? 'good' : `sent ${content.length}, counted ${received}`);
}
session.close();
