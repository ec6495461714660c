package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Remark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InboundSettings SETTINGS = new InboundSettings(
            DataSize.ofMegabytes(64),
            DataSize.ofMegabytes(64),
            DataSize.ofKilobytes(64),
            500,
            DataSize.ofKilobytes(256),
            4);

    private final Arrivals arrivals = new Arrivals(Clock.fixed(Instant.EPOCH.plusSeconds(1), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'operation':'delete'",
                "'operation':null,'status':null,'parent':null,'family':null,'categories':null,'name':null",
                "'status':'draft','sku':'','tags':[],'axes':['color']",
                "'name':'Lamp','description':{'en_US':'<p>Lamp</p>','fr_FR':null}",
                "'price':{'EUR':'129','USD':139.5,'GBP':null}",
                "'price':12.50",
                "'price':'-0.5'",
                "'updated':'2026-11-20T10:00:00Z'",
                "'updated':'2026-11-20T10:00:00.123456+05:30'",
                "'attributes':{'a':[1,{'b':true}]},'custom':[null,1e10]",
            })
    void accepts(String members) {
        assertThat(rejectionsOf(members)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'operation':'remove'",
                "'operation':['delete']",
                "'status':'hidden'",
                "'status':true",
                "'parent':7",
                "'sku':{'a':1}",
                "'family':'a\\u0007b'",
                "'categories':'mens'",
                "'categories':[null]",
                "'categories':['']",
                "'tags':[1]",
                "'images':[['x']]",
                "'axes':{'a':'b'}",
                "'name':7",
                "'name':{'en_US':7}",
                "'description':['x']",
                "'attributes':'x'",
                "'attributes':[1]",
                "'price':true",
                "'price':'1,5'",
                "'price':{'EUR':'free'}",
                "'price':{'EUR':{'amount':1}}",
                "'updated':'yesterday'",
                "'updated':'2026-11-20T10:00:00'",
                "'updated':1700000000",
                "'status':'draft','status':'visible'",
                "'weight':1e999999999",
                "'note':'\\u0000'",
                "'note':'\\ud800'",
            })
    void rejects(String members) {
        assertThat(rejectionsOf(members)).singleElement().satisfies(rejection -> {
            assertThat(rejection.id()).isEqualTo("X");
            assertThat(rejection.reason()).endsWith(".").hasSizeLessThan(200);
        });
    }

    @Test
    void rejects_an_item_without_type_or_usable_id() {
        String tooLong = "x".repeat(256);
        for (String item : List.of(
                "{'id':'X'}",
                "{'type':'product'}",
                "{'type':'product','id':7}",
                "{'type':'product','id':null}",
                "{'type':'product','id':''}",
                "{'type':'Product','id':'X'}",
                "{'type':'product','id':'" + tooLong + "'}")) {
            Delivery delivery = read(item);
            assertThat(drain(delivery)).as(item).isEmpty();
            assertThat(delivery.receipt().rejections()).as(item).hasSize(1);
        }
    }

    @Test
    void copies_values_exactly_and_leaves_out_underscored_keys() throws IOException {
        String item = "{ 'type':'product', 'id':'Ünï \\uD83D\\uDE00 \\/', 'text':'\\n\\u0001\\\\\\t',"
                + " '_debug':{'deep':[1,2]}, 'n':[0.10,12345678901234567890123456789.5,-0,1E5,true,false,null],"
                + " 'o':{'':{},'a':[] } }";

        List<Chunk> chunks = drain(read(item));

        String line = text(chunks.get(0));
        assertThat(line)
                .doesNotContain("_debug")
                .doesNotContain("\n")
                .contains("0.10", "12345678901234567890123456789.5");
        assertThat(line)
                .contains("[0.10,12345678901234567890123456789.5,-0,1E5,true,false,null]", "{\"\":{},\"a\":[]}");
        JsonNode copy = JSON.readTree(line);
        assertThat(copy.path("id").asString()).isEqualTo("Ünï \uD83D\uDE00 /");
        assertThat(copy.path("text").asString()).isEqualTo("\n\u0001\\\t");
    }

    @Test
    void numbers_arrivals_without_gaps_or_repeats() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_201; i++) {
            lines.append("{'type':'product','id':'").append(i).append("'}\n");
        }

        List<Chunk> chunks = drain(read(lines.toString()));

        assertThat(chunks).extracting(Chunk::items).containsExactly(500, 500, 201);
        assertThat(chunks).extracting(Chunk::arrival).containsExactly(1_000_000L, 1_000_500L, 1_001_000L);
        assertThat(text(chunks.get(2)).lines()).hasSize(201);
    }

    @Test
    void memory_stays_flat_over_a_long_stream() {
        byte[] item = ("{\"type\":\"product\",\"id\":\"P\",\"description\":\"" + "x".repeat(1_000) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        Delivery delivery =
                new Delivery(draft(), new Repeating(item, 200_000), Format.LINES, SETTINGS, arrivals, () -> {});
        long before = usedAfterGc();
        long most = 0;
        long n = 0;
        while (delivery.hasNext()) {
            n += delivery.next().items();
            if (n % 50_000 < 300) {
                most = Math.max(most, usedAfterGc());
            }
        }

        assertThat(n).isEqualTo(200_000);
        assertThat(most - before).isLessThan(20L << 20);
    }

    @Test
    void goes_no_further_after_a_refusal() {
        Delivery delivery = read("{'type':'product','id':'1'}\n{");

        assertThatThrownBy(delivery::hasNext).isInstanceOf(Refusal.class).hasMessageContaining("line 2");
        assertThat(delivery.hasNext()).isFalse();
    }

    private static long usedAfterGc() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<Remark> rejectionsOf(String members) {
        Delivery delivery = read("{'type':'product','id':'X'," + members + "}");
        drain(delivery);
        return delivery.receipt().rejections();
    }

    private Delivery read(String json) {
        InputStream in = new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new Delivery(draft(), in, Format.LINES, SETTINGS, arrivals, () -> {});
    }

    private static ReceiptDraft draft() {
        return new ReceiptDraft("demo", Origin.PUSH, null, (draft, lines) -> {});
    }

    private static String text(Chunk chunk) {
        return new String(chunk.lines(), StandardCharsets.UTF_8);
    }

    private static List<Chunk> drain(Delivery delivery) {
        List<Chunk> chunks = new ArrayList<>();
        delivery.forEachRemaining(chunks::add);
        return chunks;
    }

    /** The same bytes again and again. */
    private static final class Repeating extends InputStream {

        private final byte[] bytes;
        private long left;
        private int at;

        Repeating(byte[] bytes, int times) {
            this.bytes = bytes;
            this.left = (long) bytes.length * times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int n) {
            if (left == 0) {
                return -1;
            }
            int some = (int) Math.min(Math.min(n, left), bytes.length - at);
            System.arraycopy(bytes, at, into, from, some);
            at = (at + some) % bytes.length;
            left -= some;
            return some;
        }
    }
}
