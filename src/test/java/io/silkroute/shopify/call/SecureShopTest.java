package io.silkroute.shopify.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.CallResult;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real shops are called by https, and only where the certificate is trusted. */
class SecureShopTest {

    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    private final Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private FakeShop shop;

    SecureShopTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void open() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=shop",
                        "-ext",
                        "san=ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext secured = SSLContext.getInstance("TLS");
        secured.init(factory.getKeyManagers(), null, null);
        shop = new FakeShop(secured);
    }

    @AfterEach
    void close() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        shop.close();
    }

    @Test
    void a_trusted_shop_is_called_by_https() {
        System.setProperty(TRUSTED, folder.resolve("keys.p12").toString());
        System.setProperty(TRUSTED + "Password", PASSWORD);
        try (GatewayFixture fixture = new GatewayFixture(shop.address())) {
            assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        }
        assertThat(shop.requests.get(0).token()).isEqualTo("shpat_secret");
    }

    @Test
    void no_token_goes_to_a_shop_that_is_not_trusted() {
        try (GatewayFixture fixture = new GatewayFixture(shop.address())) {
            CallResult answer = fixture.call("shop");
            assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("SHOP_UNREACHABLE");
        }
        assertThat(shop.requests).isEmpty();
    }
}
