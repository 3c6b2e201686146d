import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * grpc-java: unary calls in turn of a method that is not there. Arguments: the service's origin, the file with its CA,
 * how many. Prints the status of each.
 */
final class GrpcJava {
    public static void main(String[] arguments) throws Exception {
        URI origin = URI.create(arguments[0]);
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        origin.getHost(),
                        origin.getPort(),
                        TlsChannelCredentials.newBuilder().trustManager(new File(arguments[1])).build())
                .build();
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(new AsIs(), new AsIs())
                .setType(MethodType.UNARY)
                .setFullMethodName("helloworld.Greeter/SayHello")
                .build();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            try {
                CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
                ClientCalls.blockingUnaryCall(channel, method, options, new byte[] {1, 2, 3});
                System.out.println("OK");
            } catch (StatusRuntimeException e) {
                System.out.println(e.getStatus().getCode());
            }
        }
        channel.shutdown().awaitTermination(5, TimeUnit.SECONDS);
        System.exit(0);
    }

    private static final class AsIs implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
