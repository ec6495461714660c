package io.silkroute.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.silkroute.connector.config.ConnectorConfig.Notifications;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import io.silkroute.connector.secret.DeliveryKeys;
import io.silkroute.connector.secret.Secrets;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.ObjectMapper;

/** Who is told of what happens, as a configuration says it. */
class NotificationFieldsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "a secret of our own";

    private final ObjectMapper json = new ObjectMapper();
    private final ConfigReader reader =
            new ConfigReader(new StaticListableBeanFactory().getBeanProvider(MappingNames.class));

    private ConfigReader.Read read(String notifications, Secrets before) {
        return reader.read(
                json.readTree("{\"notifications\":" + notifications.replace('\'', '"') + "}"), before, false);
    }

    private List<FieldProblem> problems(String notifications) {
        ConfigRefused refused = catchThrowableOfType(ConfigRefused.class, () -> read(notifications, Secrets.NONE));
        assertThat(refused).as(notifications).isNotNull();
        return refused.problems();
    }

    private static String receiver(String more) {
        return "{'webhooks':[{'url':'https://hooks.example.com/in','events':['code-used']," + more + "}]}";
    }

    @Test
    void everything_is_read() {
        ConfigReader.Read read = read(
                "{'allowPrivateAddresses':true,'webhooks':[{'url':'http://127.0.0.1:9/in?x=1','secret':'" + SECRET
                        + "','events':['code-used','conflict']},{'url':'https://hooks.example.com/s','format':'slack',"
                        + "'events':['run-failed']}],'thresholds':[{'code':'ANNA10','uses':100},"
                        + "{'campaign':'BF','revenue':'10000.50'}],'summary':{'at':'06:30','weekly':'friday'},"
                        + "'email':{'from':'silk@example.com','to':['anna@example.com'],'events':['daily-summary']}}",
                Secrets.NONE);
        Notifications told = read.config().notifications();
        assertThat(told.allowPrivateAddresses()).isTrue();
        assertThat(told.webhooks())
                .extracting(Notifications.Receiver::format)
                .containsExactly(Format.STANDARD, Format.SLACK);
        assertThat(told.webhooks().get(0).events()).containsExactly("code-used", "conflict");
        assertThat(told.thresholds())
                .containsExactly(
                        new Notifications.Threshold("ANNA10", null, 100, null),
                        new Notifications.Threshold(null, "BF", null, new BigDecimal("10000.50")));
        assertThat(told.summary().time()).isEqualTo(LocalTime.of(6, 30));
        assertThat(told.summary().day()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(told.email().to()).containsExactly("anna@example.com");
        assertThat(read.secrets().deliveryKeys("http://127.0.0.1:9/in?x=1").secret())
                .isEqualTo(SECRET);
        assertThat(json.treeToValue(json.valueToTree(read.config()), ConnectorConfig.class))
                .as("as it is stored and read again")
                .isEqualTo(read.config());
        assertThat(json.writeValueAsString(read.config())).doesNotContain("whsec_");
    }

    @Test
    void a_secret_stays_with_its_address_and_goes_to_no_other() {
        Secrets before =
                read(receiver("'secret':'" + SECRET + "'"), Secrets.NONE).secrets();

        assertThat(read(receiver("'format':'standard'"), before).secrets()).isEqualTo(before);
        Secrets rotated = read(receiver("'secret':'" + OTHER + "','previousSecret':'" + SECRET + "'"), before)
                .secrets();
        assertThat(rotated.deliveryKeys("https://hooks.example.com/in")).isEqualTo(new DeliveryKeys(OTHER, SECRET));
        assertThat(read(receiver("'previousSecret':null"), rotated).secrets().deliveryKeys())
                .isEqualTo(Map.of("https://hooks.example.com/in", new DeliveryKeys(OTHER, null)));
        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> read("{'webhooks':[{'url':'https://other.example.com/in','events':['code-used']}]}", before));
        assertThat(refused.problems())
                .extracting(FieldProblem::field)
                .containsExactly("notifications.webhooks[0].secret");
        assertThat(read("{'webhooks':[]}", before).secrets().deliveryKeys()).isEmpty();
    }

    @Test
    void what_is_shown_of_a_secret_is_that_it_is_set() {
        ConfigReader.Read read = read(receiver("'secret':'" + SECRET + "'"), Secrets.NONE);
        String shown = new ConfigJson(json).shown(read.config(), read.secrets()).toString();
        assertThat(shown)
                .contains(
                        "\"notificationWebhooks\":[{\"url\":\"https://hooks.example.com/in\",\"secret\":true,\"previousSecret\":false}]")
                .doesNotContain("whsec_");
        ConfigReader.Read other = read(receiver("'secret':'" + OTHER + "'"), Secrets.NONE);
        assertThat(new ConfigJson(json).changes(read, other)).containsExactly("deliveryKeys (a secret)");
        assertThat(read.secrets().toString() + read.secrets().deliveryKeys()).doesNotContain("whsec_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/in",
                "https://localhost/in",
                "https://LOCALHOST./in",
                "https://printer.local/in",
                "https://vault.internal/in",
                "https://127.0.0.1/in",
                "https://127.1/in",
                "https://2130706433/in",
                "https://10.1.2.3/in",
                "https://192.168.0.1/in",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/in",
                "https://[::1]/in",
                "https://[::ffff:10.0.0.1]/in",
                "https://[fd00:ec2::254]/in",
                "https://user:password@hooks.example.com/in",
                "https://hooks.example.com/in#x",
                "ftp://hooks.example.com/in",
                "hooks.example.com/in",
                "https:///in",
                "https://hooks example.com"
            })
    void an_address_that_is_not_to_be_called_is_refused_when_it_is_saved(String url) {
        assertThat(problems("{'webhooks':[{'url':'" + url + "','events':['conflict'],'secret':'" + SECRET + "'}]}"))
                .extracting(FieldProblem::field)
                .containsExactly("notifications.webhooks[0].url");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            webhooks[0].events    | {'webhooks':[{'url':'https://a.example.com','secret':'a secret of one','events':[]}]}
            webhooks[0].events[0] | {'webhooks':[{'url':'https://a.example.com','secret':'a secret of one','events':['daily-summary']}]}
            webhooks[0].secret    | {'webhooks':[{'url':'https://a.example.com','secret':'short','events':['conflict']}]}
            webhooks[0].secret    | {'webhooks':[{'url':'https://a.example.com','secret':'whsec_AAAA','events':['conflict']}]}
            webhooks[0].secret    | {'webhooks':[{'url':'https://a.example.com','secret':'whsec_%%%','events':['conflict']}]}
            webhooks[0].format    | {'webhooks':[{'url':'https://a.example.com','secret':'a secret of one','events':['conflict'],'format':'teams'}]}
            webhooks[0].retries   | {'webhooks':[{'url':'https://a.example.com','secret':'a secret of one','events':['conflict'],'retries':1}]}
            webhooks[0]           | {'webhooks':['https://a.example.com']}
            thresholds[0].code    | {'thresholds':[{'uses':1}]}
            thresholds[0].code    | {'thresholds':[{'code':'A','campaign':'B','uses':1}]}
            thresholds[0].uses    | {'thresholds':[{'code':'A'}]}
            thresholds[0].uses    | {'thresholds':[{'code':'A','uses':1,'revenue':1}]}
            thresholds[0].uses    | {'thresholds':[{'code':'A','uses':0}]}
            thresholds[0].revenue | {'thresholds':[{'code':'A','revenue':-1}]}
            thresholds[0].revenue | {'thresholds':[{'code':'A','revenue':1e999999}]}
            summary.at            | {'summary':{'at':'7:00'}}
            summary.weekly        | {'summary':{'weekly':'someday'}}
            email.from            | {'email':{'to':['anna@example.com']}}
            email.to[0]           | {'email':{'from':'a@example.com','to':['anna']}}
            email.events[0]       | {'email':{'events':['code-expired']}}
            """)
    void what_is_wrong_is_told_with_its_place(String field, String notifications) {
        assertThat(problems(notifications.replace("a secret of one'", "a secret of one more'")))
                .extracting(FieldProblem::field)
                .contains("notifications." + field);
    }

    @Test
    void an_address_stands_there_once() {
        String one = "{'url':'https://a.example.com','secret':'" + SECRET + "','events':['conflict']}";
        assertThat(problems("{'webhooks':[" + one + "," + one + "]}"))
                .extracting(FieldProblem::field)
                .containsExactly("notifications.webhooks[1].url");
    }
}
