// connect-node: unary calls in turn of a method that is not there. Prints the code of each.
// Arguments: the service's origin, the file with its CA, how many, the protocol: connect, grpc or grpc-web.
import { readFileSync } from 'node:fs';
import { Empty, MethodKind } from '@bufbuild/protobuf';
import { Code, createPromiseClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node';

const [origin, ca, calls, protocol] = process.argv.slice(2);
const transports = { connect: createConnectTransport, grpc: createGrpcTransport, 'grpc-web': createGrpcWebTransport };
const transport = transports[protocol]({
  baseUrl: origin,
  httpVersion: '2',
  nodeOptions: { ca: readFileSync(ca) },
  defaultTimeoutMs: 10_000,
});
const greeter = {
  typeName: 'helloworld.Greeter',
  methods: { sayHello: { name: 'SayHello', I: Empty, O: Empty, kind: MethodKind.Unary } },
};
const client = createPromiseClient(greeter, transport);

for (let i = 0; i < calls; i++) {
  await client.sayHello({}).then(
    () => console.log('OK'),
    (error) => console.log(Code[error.code] ?? error.message),
  );
}
process.exit(); // the transport keeps its session open
