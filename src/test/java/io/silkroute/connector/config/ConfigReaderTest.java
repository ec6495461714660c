package io.silkroute.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.silkroute.connector.secret.Secrets;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class ConfigReaderTest {

    private final ObjectMapper json = new ObjectMapper();
    private final ConfigReader reader = readerWith(() -> List.of("product.yaml", "fashion.yaml"));

    private static ConfigReader readerWith(MappingNames names) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("names", names);
        return new ConfigReader(beans.getBeanProvider(MappingNames.class));
    }

    @Test
    void a_trigger_says_whether_only_changes_count_and_which_events_start_a_run() throws Exception {
        ConfigReader.Read usual = reader.read(tree("{}"), Secrets.NONE, false);
        assertThat(usual.config().trigger().onlyIfChanged()).isTrue();
        assertThat(usual.config().trigger().events()).isEmpty();

        ConfigReader.Read set = reader.read(
                tree(
                        "{\"trigger\":{\"onlyIfChanged\":false,\"events\":[\"campaign-created\",\"codes-generated\",\"pending-over-100\",\"pending-over-7\"],\"zone\":\"Europe/Berlin\"}}"),
                Secrets.NONE,
                false);
        assertThat(set.config().trigger().onlyIfChanged()).isFalse();
        assertThat(set.config().trigger().zone()).isEqualTo("Europe/Berlin");
        assertThat(TriggerEvents.pendingOver(set.config().trigger())).hasValue(7);
        for (String wrong :
                List.of("campaign created", "pending-over-0", "pending-over-100001", "pending-over-", "x")) {
            ConfigRefused refused = catchThrowableOfType(
                    ConfigRefused.class,
                    () -> reader.read(tree("{\"trigger\":{\"events\":[\"" + wrong + "\"]}}"), Secrets.NONE, false));
            assertThat(refused.problems())
                    .as(wrong)
                    .extracting(FieldProblem::field)
                    .containsExactly("trigger.events[0]");
        }
    }

    @Test
    void a_shop_that_is_removed_takes_its_secrets_along_and_another_one_wants_its_own() throws Exception {
        Secrets saved = new Secrets("pim-token-of-the-connector", "shpat_saved", "shpss_saved", "hook");
        ConfigReader.Read before = reader.read(tree("{\"shop\":{\"domain\":\"a.myshopify.com\"}}"), saved, false);

        Secrets removed = reader.read(tree("{}"), before, false).secrets();
        assertThat(removed).isEqualTo(new Secrets("pim-token-of-the-connector", null, null, "hook"));
        assertThat(reader.read(tree("{\"shop\":{\"domain\":\"a.myshopify.com\"}}"), before, false)
                        .secrets())
                .isEqualTo(saved);

        String other = "{\"shop\":{\"domain\":\"b.myshopify.com\",\"accessToken\":\"shpat_b\"%s}}";
        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> reader.read(tree(other.formatted("")), before, false));
        assertThat(refused.problems()).extracting(FieldProblem::field).containsExactly("shop.clientSecret");
        assertThat(reader.read(tree(other.formatted(",\"clientSecret\":null")), before, false)
                        .secrets()
                        .accessToken())
                .isEqualTo("shpat_b");
    }

    @ParameterizedTest
    @CsvSource({
        "a.myshopify.com, http://127.0.0.1:9, a.myshopify.com,",
        ", http://127.0.0.1:9, a.myshopify.com,",
        "a.myshopify.com,, a.myshopify.com, http://127.0.0.1:9",
        "a.myshopify.com,, b.myshopify.com,",
    })
    void what_was_saved_for_one_shop_goes_to_no_other(
            @Nullable String domain, @Nullable String endpoint, @Nullable String then, @Nullable String thenEndpoint)
            throws Exception {
        Secrets saved = new Secrets("pim-token-of-the-connector", "shpat_saved", null, null);
        ConfigReader.Read before = reader.read(shop(domain, endpoint), saved, false);
        assertThat(before.secrets()).isEqualTo(saved);

        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> reader.read(shop(then, thenEndpoint), before, false));
        assertThat(refused.problems()).extracting(FieldProblem::field).containsExactly("shop.accessToken");
    }

    @Test
    void between_two_addresses_of_this_machine_nothing_leaves_it() throws Exception {
        Secrets saved = new Secrets("pim-token-of-the-connector", "shpat_saved", null, null);
        ConfigReader.Read before = reader.read(shop("a.myshopify.com", "http://127.0.0.1:9"), saved, false);

        assertThat(reader.read(shop("a.myshopify.com", "http://127.0.0.1:10"), before, false)
                        .secrets())
                .isEqualTo(saved);
    }

    private JsonNode shop(@Nullable String domain, @Nullable String endpoint) {
        ObjectNode config = json.createObjectNode();
        ObjectNode shop = config.putObject("shop");
        if (domain != null) {
            shop.put("domain", domain);
        }
        if (endpoint != null) {
            shop.put("endpoint", endpoint);
        }
        return config;
    }

    @Test
    void nothing_given_reads_as_the_safe_defaults() throws Exception {
        ConfigReader.Read read = reader.read(tree("{}"), Secrets.NONE, false);
        assertThat(read.config()).isEqualTo(ConnectorConfig.DEFAULTS);
        assertThat(read.secrets()).isEqualTo(Secrets.NONE);
        assertThat(json.writeValueAsString(read.config()))
                .isEqualTo(("{'shop':{'domain':null,'endpoint':null,'apiVersion':'2026-10','clientId':null,"
                                        + "'webhooks':{'address':null,'redeemCodes':false}},")
                                .replace('\'', '"')
                        + ("'export':{'status':'only-visible','tags':[],'families':[],'disableDeletions':true,"
                                        + "'removal':'archive'},'mapping':'product.yaml','linkExisting':'none',"
                                        + "'trigger':{'onChange':true,'schedule':['manual'],'onlyIfChanged':true,'events':[]},'batchSize':50,"
                                        + "'conflicts':'pim-wins','exportPath':'auto',"
                                        + "'guard':{'share':0.2,'minimum':20},"
                                        + "'rules':{'campaigns':{'only':[],'except':[]},"
                                        + "'excludeProducts':{'ids':[],'tags':[],'families':[]},"
                                        + "'priority':'campaigns-first'},'campaigns':{'deactivation':'expire'},"
                                        + "'pull':{'streams':[],'every':'30m',"
                                        + "'triggers':['start-up','sign-in','page-refresh','webhook'],'overlap':'5m'},"
                                        + "'loyalty':{'enabled':false,'evaluation':{'period':'365d'},'tiers':[]},"
                                        + "'notifications':{'allowPrivateAddresses':false,'webhooks':[],'thresholds':[],"
                                        + "'summary':{'at':'07:00','weekly':'MONDAY'},"
                                        + "'email':{'from':null,'to':[],'events':[]}},'sources':[]}")
                                .replace('\'', '"'));
    }

    @Test
    void a_snapshot_reads_as_it_was_written_and_an_older_one_with_defaults() throws Exception {
        String snapshot = json.writeValueAsString(ConnectorConfig.DEFAULTS.withBatchSize(7));
        assertThat(json.readValue(snapshot, ConnectorConfig.class))
                .isEqualTo(ConnectorConfig.DEFAULTS.withBatchSize(7));
        String older = snapshot.replaceAll(",\"exportPath.*", "}");
        assertThat(json.readValue(older, ConnectorConfig.class).guard()).isEqualTo(ConnectorConfig.DEFAULTS.guard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop.domain      | {"shop":{"domain":"example.com"}}
            trigger.zone     | {"trigger":{"zone":"Berlin"}}
            notifications.email.to[1] | {"notifications":{"email":{"from":"a@b.de","to":["a@b.de: conflict","b@b.de: gossip"]}}}
            notifications.email.to[0] | {"notifications":{"email":{"from":"a@b.de","to":["a@b.de, b@b.de"]}}}
            shop.domain      | {"shop":{"domain":"Demo.myshopify.com"}}
            shop.domain      | {"shop":{"domain":"a.b.myshopify.com"}}
            shop.endpoint    | {"shop":{"domain":"demo.myshopify.com","endpoint":"https://evil.example"}}
            shop.endpoint    | {"shop":{"domain":"demo.myshopify.com","endpoint":"http://demo.myshopify.com"}}
            shop.endpoint    | {"shop":{"domain":"demo.myshopify.com","endpoint":"https://demo.myshopify.com@evil.example"}}
            shop.endpoint    | {"shop":{"domain":"demo.myshopify.com","endpoint":"http://localhost.evil.example"}}
            shop.endpoint    | {"shop":{"endpoint":"file://localhost/etc"}}
            shop.endpoint    | {"shop":{"endpoint":"http://127.0.0.1:8080/?a=b"}}
            shop.apiVersion  | {"shop":{"apiVersion":"2025-01"}}
            shop.accessToken | {"shop":{"accessToken":7}}
            shop.tokn        | {"shop":{"tokn":"x"}}
            shop             | {"shop":"demo"}
            pimToken         | {"pimToken":"short"}
            export.status    | {"export":{"status":"visible"}}
            export.removal   | {"export":{"removal":"keep"}}
            export.tags      | {"export":{"tags":"summer"}}
            export.tags[1]   | {"export":{"tags":["a",""]}}
            export.families[0] | {"export":{"families":[7]}}
            export.disableDeletions | {"export":{"disableDeletions":"yes"}}
            export.priceLists | {"export":{"priceLists":"USD: US"}}
            export.priceLists[1] | {"export":{"priceLists":["USD: US","dollars"]}}
            mapping          | {"mapping":"../secret.yaml"}
            mapping          | {"mapping":"prodct.yaml"}
            linkExisting     | {"linkExisting":"barcode"}
            trigger.onChange | {"trigger":{"onChange":1}}
            trigger.schedule | {"trigger":{"schedule":"5m"}}
            trigger.schedule | {"trigger":{"schedule":["manual","1h"]}}
            batchSize        | {"batchSize":0}
            batchSize        | {"batchSize":1001}
            batchSize        | {"batchSize":1.5}
            conflicts        | {"conflicts":"mine"}
            exportPath       | {"exportPath":"fast"}
            guard.share      | {"guard":{"share":1.2}}
            guard.minimum    | {"guard":{"minimum":-1}}
            pull.streams[1]  | {"pull":{"streams":["products","prices"]}}
            pull.every       | {"pull":{"every":"soon"}}
            pull.every       | {"pull":{"every":"60d"}}
            pull.triggers[0] | {"pull":{"triggers":["login"]}}
            pull.overlap     | {"pull":{"overlap":5}}
            loyalty.enabled  | {"loyalty":{"enabled":"yes"}}
            loyalty.tiers    | {"loyalty":{"enabled":true}}
            loyalty.tiers    | {"loyalty":{"tiers":"Gold"}}
            loyalty.tiers[0] | {"loyalty":{"tiers":["Gold"]}}
            loyalty.tiers[0].name | {"loyalty":{"tiers":[{"from":0,"cashback":1}]}}
            loyalty.tiers[1].name | {"loyalty":{"tiers":[{"name":"A","from":0,"cashback":1},{"name":"a","from":1,"cashback":1}]}}
            loyalty.tiers[1].from | {"loyalty":{"tiers":[{"name":"A","from":5,"cashback":1},{"name":"B","from":"5.0","cashback":1}]}}
            loyalty.tiers[0].from | {"loyalty":{"tiers":[{"name":"A","from":-1,"cashback":1}]}}
            loyalty.tiers[0].cashback | {"loyalty":{"tiers":[{"name":"A","from":0,"cashback":100.5}]}}
            loyalty.tiers[0].cashback | {"loyalty":{"tiers":[{"name":"A","from":0}]}}
            loyalty.tiers[0].rate | {"loyalty":{"tiers":[{"name":"A","from":0,"cashback":1,"rate":1}]}}
            loyalty.evaluation.period | {"loyalty":{"evaluation":{"period":"month"}}}
            exprt            | {"exprt":{}}
            """)
    void refuses(String field, String config) throws Exception {
        assertThat(problems(config, false)).extracting(FieldProblem::field).containsExactly(field);
    }

    @Test
    void tells_all_problems_at_once_and_what_was_meant() throws Exception {
        assertThat(problems("{\"batchSize\":0,\"exprt\":{},\"mapping\":\"prodct.yaml\"}", false))
                .extracting(FieldProblem::message)
                .containsExactly(
                        "names a file that is not in mappings/: prodct.yaml. Did you mean product.yaml?",
                        "must be a whole number from 1 to 1000.",
                        "is not a known key. Did you mean \"export\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1/", "https://[::1]:8443"})
    void a_loopback_endpoint_is_taken(String endpoint) throws Exception {
        URI taken = reader.read(tree("{\"shop\":{\"endpoint\":\"" + endpoint + "\"}}"), Secrets.NONE, false)
                .config()
                .shop()
                .address();
        assertThat(endpoint).startsWith(taken.toString());
    }

    @Test
    void the_domains_own_address_is_the_default() throws Exception {
        ConnectorConfig.Shop shop = reader.read(
                        tree("{\"shop\":{\"domain\":\"a.myshopify.com\",\"endpoint\":\"https://a.myshopify.com/\"}}"),
                        Secrets.NONE,
                        false)
                .config()
                .shop();
        assertThat(shop.endpoint()).isNull();
        assertThat(shop.address()).hasToString("https://a.myshopify.com");
    }

    @Test
    void an_absent_secret_stays_and_a_null_removes_it() throws Exception {
        Secrets before = new Secrets("pim-token-1", "access", "client", "webhook");
        Secrets after = reader.read(tree("{\"shop\":{\"webhookSecret\":null,\"clientSecret\":\"new\"}}"), before, false)
                .secrets();
        assertThat(after).isEqualTo(new Secrets("pim-token-1", "access", "new", null));
    }

    @Test
    void an_active_connector_cannot_be_without_shop_and_token() throws Exception {
        assertThat(problems("{}", true))
                .extracting(FieldProblem::field)
                .containsExactly("shop.domain", "shop.accessToken");
    }

    @Test
    void a_client_grant_serves_as_well_as_a_token() throws Exception {
        String grant = "{\"shop\":{\"domain\":\"a.myshopify.com\",\"clientId\":\"id\",\"clientSecret\":\"secret\"}}";
        assertThat(reader.read(tree(grant), Secrets.NONE, true).config().shop().clientId())
                .isEqualTo("id");
    }

    private List<FieldProblem> problems(String config, boolean active) throws Exception {
        JsonNode tree = tree(config);
        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> reader.read(tree, Secrets.NONE, active));
        assertThat(refused).isNotNull();
        return refused.problems();
    }

    private JsonNode tree(String text) throws Exception {
        return json.readTree(text);
    }
}
