// grpc-js: unary calls in turn of a method that is not there. Prints the status of each.
// Arguments: the service's origin, the file with its CA, how many.
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';

const [origin, ca, calls] = process.argv.slice(2);
const client = new grpc.Client(new URL(origin).host, grpc.credentials.createSsl(readFileSync(ca)));
const asIs = (bytes) => bytes;

function call() {
  return new Promise((done) => {
    const options = { deadline: Date.now() + 10_000 };
    client.makeUnaryRequest('/helloworld.Greeter/SayHello', asIs, asIs, Buffer.of(1, 2, 3), options, (error) =>
      done(error ? grpc.status[error.code] : 'OK'),
    );
  });
}

for (let i = 0; i < calls; i++) {
  console.log(await call());
}
client.close();
