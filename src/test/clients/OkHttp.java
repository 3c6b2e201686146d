import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/**
 * OkHttp, 4 or 5. Arguments: the service's origin, the file with its CA, then {@code in-turn} and how many requests, or
 * {@code abandon} and how many downloads. Prints the outcome of each request.
 */
final class OkHttp {
    private final String origin;
    private final OkHttpClient client;

    private OkHttp(String origin, Path ca) throws IOException {
        this.origin = origin;
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(Files.readString(ca)))
                .build();
        client = new OkHttpClient.Builder()
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .callTimeout(Duration.ofSeconds(10))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        OkHttp okHttp = new OkHttp(arguments[0], Path.of(arguments[1]));
        int times = Integer.parseInt(arguments[3]);
        switch (arguments[2]) {
            case "in-turn" -> okHttp.requestInTurn(times);
            case "abandon" -> okHttp.abandonDownloads(times);
            default -> throw new IllegalArgumentException(arguments[2]);
        }
        System.exit(0); // the client keeps its connection open
    }

    private void requestInTurn(int times) {
        for (int i = 0; i < times; i++) {
            try (Response response = call("/version").execute()) {
                response.body().string();
                System.out.println(response.code() + " " + response.protocol());
            } catch (IOException e) {
                System.out.println(e);
            }
        }
    }

    /** Closes each download after its first kilobyte, while another request waits for its response. */
    private void abandonDownloads(int times) throws Exception {
        call("/version").execute().close(); // so that there is a connection to share
        CompletableFuture<String> goesOn = new CompletableFuture<>();
        call("/delay/3000ms").enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) throws IOException {
                goesOn.complete(response.code() + " " + response.body().string().replaceAll("\\s", ""));
            }

            @Override
            public void onFailure(Call call, IOException e) {
                goesOn.complete(e.toString());
            }
        });
        for (int i = 0; i < times; i++) {
            try (Response response = call("/bytes/1000000").execute()) {
                System.out.println(response.code() + " abandoned after "
                        + response.body().source().readByteArray(1_000).length);
            } catch (IOException e) {
                System.out.println(e);
            }
        }
        System.out.println("meanwhile " + (goesOn.isDone() ? "ended" : "waits"));
        System.out.println("at last " + goesOn.get());
    }

    private Call call(String path) {
        return client.newCall(new Request.Builder().url(origin + path).build());
    }
}
