package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's library fetches a temporary key with the libraries that are built in, which are newer than it asks for. */
class ChainOverHttpTest {
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";
    private static final AccessKey KEY = new AccessKey("STS.id", "secret", "token");

    private final String usual = System.getProperty(TRUSTED, "");

    @TempDir
    private Path folder;

    @AfterEach
    void trustsAsBefore() {
        if (usual.isEmpty()) {
            System.clearProperty(TRUSTED);
        } else {
            System.setProperty(TRUSTED, usual);
        }
    }

    @Test
    void fetchesAKey() throws IOException {
        HttpServer server = HttpServer.create(anyPort(), 0);
        assertThat(fetched(server, "http")).isEqualTo(KEY);
    }

    /** The library asks okhttp whether the certificate is that of the host. */
    @Test
    void fetchesAKeyOverHttps() throws Exception {
        assertThat(fetched(secured("ip:127.0.0.1"), "https")).isEqualTo(KEY);
    }

    @Test
    void takesNoKeyFromAHostWithTheCertificateOfAnother() throws Exception {
        HttpServer other = secured("dns:other.invalid");
        assertThatThrownBy(() -> fetched(other, "https")).isInstanceOf(CredentialsMissing.class);
    }

    private static AccessKey fetched(HttpServer server, String scheme) {
        server.createContext("/", exchange -> {
            byte[] body = ("{\"Code\":\"Success\",\"AccessKeyId\":\"STS.id\",\"AccessKeySecret\":\"secret\","
                            + "\"SecurityToken\":\"token\",\"Expiration\":\"2099-01-01T00:00:00Z\"}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Config config = new Config();
            config.setType("credentials_uri");
            config.setCredentialsUri(
                    scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
            Client client = new Client(config);
            return new DefaultChain(client::getCredential, Duration.ofSeconds(30)).current();
        } finally {
            server.stop(0);
        }
    }

    private static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    /** A server whose certificate, for this name, the process trusts from now on. */
    private HttpsServer secured(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        // Other tests of this process trust the usual certificates again: the library reads the property at each
        // request.
        System.setProperty(TRUSTED, trustStore(keys).toString());
        return server;
    }

    /** Without a password, as the runtime reads it. */
    private Path trustStore(KeyStore keys) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("trusted.jks");
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
