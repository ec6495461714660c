package io.silkroute.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a webhook, read once from its first byte to its last: its signature with each of the secrets that it may have
 * been made with, and the few fields that say what it is about. However large it is, it is never in memory.
 */
final class SignedBody {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Set<String> FIELDS = Set.of(
            "id", "admin_graphql_api_id", "updated_at", "order_id", "inventory_item_id", "deleted_at", "shop_domain");
    private static final Set<String> OF_CUSTOMER = Set.of("customer.id", "customer.email", "customer.phone");
    private static final int LONGEST_FIELD = 1_000;
    private static final int BEGINNING = 2_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10); // twice what Shopify waits for the answer

    // What is skipped is not bounded by it: only what is asked for is ever put together.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_FIELD)
                            .build())
                    .build())
            .build();

    private final Map<String, String> fields = new HashMap<>();
    private final List<byte[]> signatures = new ArrayList<>();
    private @Nullable String unreadable;

    private SignedBody() {}

    /**
     * @param secrets with which it may have been signed
     * @throws DeliveryRefused if it is larger than allowed or does not come to its end
     */
    static SignedBody read(InputStream in, long most, Collection<String> secrets) {
        SignedBody body = new SignedBody();
        List<Mac> macs = secrets.stream().map(SignedBody::mac).toList();
        Passing passing = new Passing(in, most, macs);
        try (JsonParser parser = JSON.createParser(passing)) {
            body.unreadable = body.fields(parser) ? null : "It is no JSON object. ";
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException) {
                throw DeliveryRefused.broken();
            }
            body.unreadable = "It is no JSON: " + e.getOriginalMessage() + " ";
        }
        passing.drain();
        macs.forEach(mac -> body.signatures.add(mac.doFinal()));
        if (body.unreadable != null) {
            body.unreadable += passing.beginning();
        }
        return body;
    }

    private static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM knows " + ALGORITHM, e);
        }
    }

    private boolean fields(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("customer") && value == JsonToken.START_OBJECT) {
                customer(parser);
            } else if (!value.isScalarValue()) {
                parser.skipChildren();
            } else if (FIELDS.contains(name) && value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getString());
            }
        }
        return parser.nextToken() == null;
    }

    private void customer(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = "customer." + parser.currentName();
            JsonToken value = parser.nextToken();
            if (!value.isScalarValue()) {
                parser.skipChildren();
            } else if (OF_CUSTOMER.contains(name) && value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getString());
            }
        }
    }

    /** Is this a signature of the body? All of them are compared, each in constant time. @param given in Base64 */
    boolean isSigned(String given) {
        byte[] text = given.strip().getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (byte[] own : signatures) {
            signed |= MessageDigest.isEqual(Base64.getEncoder().encode(own), text);
        }
        return signed;
    }

    /** Those that say what it is about, the customer's as {@code customer.id}; numbers as they are written. */
    Map<String, String> fields() {
        return fields;
    }

    /** Why it could not be read, with its beginning; null: it could. */
    @Nullable
    String unreadable() {
        return unreadable;
    }

    /** Counts and signs what passes, and keeps its beginning. */
    private static final class Passing extends FilterInputStream {

        private final List<Mac> macs;
        private final long most;
        private final byte[] first = new byte[BEGINNING];
        private final long begun = System.nanoTime();
        private long passed;

        Passing(InputStream in, long most, List<Mac> macs) {
            super(in);
            this.most = most;
            this.macs = macs;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int n) throws IOException {
            int read = super.read(into, from, n);
            if (read > 0) {
                macs.forEach(mac -> mac.update(into, from, read));
                for (int i = 0; i < read && passed + i < BEGINNING; i++) {
                    first[(int) passed + i] = into[from + i];
                }
                passed += read;
                if (System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw DeliveryRefused.broken();
                }
                if (passed > most) {
                    throw DeliveryRefused.tooLarge(most);
                }
            }
            return read;
        }

        /** It is closed when it has been read to its end. */
        @Override
        public void close() {}

        void drain() {
            byte[] rest = new byte[8192];
            try {
                while (read(rest, 0, rest.length) >= 0) {
                    // signed on the way
                }
            } catch (IOException e) {
                throw DeliveryRefused.broken();
            }
        }

        String beginning() {
            return new String(first, 0, (int) Math.min(passed, BEGINNING), StandardCharsets.UTF_8).replace("\0", "");
        }
    }
}
