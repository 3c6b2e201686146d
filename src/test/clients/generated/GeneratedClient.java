import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.RequestsAndAnswersApi;
import org.openapitools.client.api.TimingApi;

/** Calls a few operations through the generated client: {@code GeneratedClient ORIGIN CA}. */
final class GeneratedClient {

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setHttpClientBuilder(HttpClient.newBuilder().sslContext(trusting(Path.of(arguments[1]))));
        RequestsAndAnswersApi requests = new RequestsAndAnswersApi(client);
        System.out.println(requests.getVersion().getHttpVersion() + " " + requests.getVersion().getUrl());
        System.out.println(new TimingApi(client).getDelayDuration("0.1").getDelay());
        try {
            new TimingApi(client).getDelayDuration("never");
        } catch (ApiException e) {
            System.out.println(e.getCode());
        }
    }

    private static SSLContext trusting(Path ca) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(ca)) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
