package io.silkroute.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorDeactivated;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.FiltersChanged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SpringBootTest(
        classes = WebTestApplication.class,
        properties = {
            "spring.config.location=classpath:/application.yaml",
            "spring.datasource.url=jdbc:hsqldb:mem:connector-api",
            "camel.main.routes-include-pattern=classpath:none/*.yaml",
            "silkroute.data=target/connector-api",
            "silkroute.users[0].name=ada",
            "silkroute.users[0].password=secret-of-ada",
            "silkroute.users[0].role=admin",
            "silkroute.users[1].name=otto",
            "silkroute.users[1].password=secret-of-otto",
            "silkroute.connectors.demo.active=true",
            "silkroute.connectors.demo.shop.domain=demo.myshopify.com",
            "silkroute.connectors.demo.shop.access-token=token-of-demo",
            "silkroute.connectors.demo.pim-token=pim-token-of-connector-demo",
            "silkroute.connectors.demo.trigger.schedule=0 0,30 * * * ?"
        })
@AutoConfigureMockMvc
class ConnectorApiAcceptanceTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    Connectors connectors;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    WebTestApplication.Heard heard;

    @Autowired
    WebTestApplication.OneRun run;

    @BeforeEach
    void fresh() throws Exception {
        run.id = null;
        if (connectors.find(new ConnectorName("shop")).isPresent()) {
            ada(put("/api/connectors/shop/deactivate")).andExpect(status().isOk());
            ada(delete("/api/connectors/shop")).andExpect(status().isNoContent());
        }
        ada(json(post("/api/connectors"), """
                        {"name":"shop","config":{"pimToken":"pim-token-number-one","shop":{"domain":"a.myshopify.com",
                        "accessToken":"shpat_1"}}}"""))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/connectors/shop"));
        heard.events.clear();
    }

    @Test
    void a_connector_of_the_file_is_created_once_with_its_secrets_sealed() {
        assertThat(connectors.find(new ConnectorName("demo")).orElseThrow().active())
                .isTrue();
        assertThat(connectors
                        .find(new ConnectorName("demo"))
                        .orElseThrow()
                        .config()
                        .trigger()
                        .schedule())
                .containsExactly("0 0,30 * * * ?");
        assertThat(connectors.secrets(new ConnectorName("demo")).accessToken()).isEqualTo("token-of-demo");
        assertThat(new String(
                        jdbc.queryForObject("select secrets from connector where name = 'demo'", byte[].class),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain("token-of-demo");
    }

    @Test
    void a_new_connector_is_safe_and_inactive_and_shows_no_secret() throws Exception {
        ada(get("/api/connectors/shop"))
                .andExpect(jsonPath("$.active").value(false))
                .andExpect(jsonPath("$.config.export.status").value("only-visible"))
                .andExpect(jsonPath("$.config.export.disableDeletions").value(true))
                .andExpect(jsonPath("$.config.secrets.accessToken").value(true))
                .andExpect(jsonPath("$.config.secrets.webhookSecret").value(false))
                .andExpect(content().string(not(containsString("shpat_1"))));
        ada(get("/api/connectors")).andExpect(jsonPath("$.items[1].name").value("shop"));
    }

    @Test
    void a_second_of_the_same_name_is_refused() throws Exception {
        ada(json(post("/api/connectors"), "{\"name\":\"shop\"}")).andExpect(status().isConflict());
        ada(json(post("/api/connectors"), "{\"name\":\"Shop!\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("name"));
        ada(json(post("/api/connectors"), "{\"name\":\"new\",\"batchSize\":3}"))
                .andExpect(jsonPath("$.errors[0].field").value("batchSize"));
    }

    @Test
    void what_is_read_can_be_put_back_and_keeps_the_secrets() throws Exception {
        String config = ada(get("/api/connectors/shop/config"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        ada(json(put("/api/connectors/shop/config"), config))
                .andExpect(content().json(config, true));
        assertThat(connectors.secrets(new ConnectorName("shop")).accessToken()).isEqualTo("shpat_1");
    }

    @Test
    void a_put_sets_what_is_absent_to_its_default_and_a_patch_leaves_it() throws Exception {
        ada(json(patch("/api/connectors/shop/config"), "{\"batchSize\":7}"));
        ada(json(patch("/api/connectors/shop/config"), "{\"conflicts\":\"manual\"}"))
                .andExpect(jsonPath("$.batchSize").value(7));
        ada(json(patch("/api/connectors/shop/config"), "{\"batchSize\":null,\"shop\":{\"accessToken\":null}}"))
                .andExpect(jsonPath("$.batchSize").value(50))
                .andExpect(jsonPath("$.conflicts").value("manual"))
                .andExpect(jsonPath("$.secrets.accessToken").value(false));
        ada(json(put("/api/connectors/shop/config"), "{}"))
                .andExpect(jsonPath("$.conflicts").value("pim-wins"))
                .andExpect(jsonPath("$.shop.domain").doesNotExist());
        assertThat(actions()).contains("ada: The configuration was changed: batchSize 7 → 50; accessToken (a secret).");
    }

    @Test
    void everything_wrong_is_told_at_once_and_nothing_is_saved() throws Exception {
        ada(json(put("/api/connectors/shop/config"), "{\"batchSize\":0,\"exprt\":{},\"conflicts\":\"manual\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors.length()").value(2))
                .andExpect(jsonPath("$.errors[1].message").value(containsString("Did you mean \"export\"?")));
        assertThat(connectors
                        .find(new ConnectorName("shop"))
                        .orElseThrow()
                        .config()
                        .conflicts()
                        .word())
                .isEqualTo("pim-wins");
    }

    @Test
    void saving_starts_nothing_and_switching_is_told_once() throws Exception {
        ada(json(patch("/api/connectors/shop/config"), "{\"batchSize\":7}"));
        assertThat(heard.events).isEmpty();
        ada(put("/api/connectors/shop/activate")).andExpect(jsonPath("$.active").value(true));
        ada(put("/api/connectors/shop/activate")).andExpect(status().isOk());
        ada(put("/api/connectors/shop/deactivate"))
                .andExpect(jsonPath("$.active").value(false));
        ada(put("/api/connectors/shop/deactivate")).andExpect(status().isOk());
        assertThat(heard.events)
                .containsExactly(
                        new ConnectorActivated(new ConnectorName("shop")),
                        new ConnectorDeactivated(new ConnectorName("shop")));
    }

    @Test
    void what_lacks_a_token_cannot_be_activated() throws Exception {
        ada(json(patch("/api/connectors/shop/config"), "{\"shop\":{\"accessToken\":null}}"));
        ada(put("/api/connectors/shop/activate"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("shop.accessToken"));
    }

    @Test
    void rule_7_filters_are_not_changed_while_active_or_in_a_run() throws Exception {
        String filters = "{\"export\":{\"tags\":[\"summer\"]}}";
        ada(put("/api/connectors/shop/activate"));
        ada(json(patch("/api/connectors/shop/config"), filters))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("Deactivate it first")))
                .andExpect(jsonPath("$.call").value("PUT /api/connectors/shop/deactivate"));
        ada(json(patch("/api/connectors/shop/config"), "{\"batchSize\":9}")).andExpect(status().isOk());
        ada(put("/api/connectors/shop/deactivate"));
        run.id = "01RUN";
        ada(json(patch("/api/connectors/shop/config"), filters))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("or cancel it")))
                .andExpect(jsonPath("$.call").value("POST /api/runs/01RUN/cancel"));
        run.id = null;
        heard.events.clear();
        ada(json(patch("/api/connectors/shop/config"), filters)).andExpect(status().isOk());
        assertThat(heard.events).containsExactly(new FiltersChanged(new ConnectorName("shop")));
    }

    @Test
    void a_connector_goes_with_everything_known_of_it() throws Exception {
        ada(put("/api/connectors/shop/activate"));
        ada(delete("/api/connectors/shop")).andExpect(status().isConflict());
        ada(put("/api/connectors/shop/deactivate"));
        run.id = "01RUN";
        ada(delete("/api/connectors/shop")).andExpect(status().isConflict());
        run.id = null;
        ada(delete("/api/connectors/shop")).andExpect(status().isNoContent());
        ada(get("/api/connectors/shop")).andExpect(status().isNotFound());
        assertThat(jdbc.queryForList("select sentence from activity where connector = 'shop'", String.class))
                .isEmpty();
        assertThat(actions()).contains("ada: The connector shop was deleted.");
    }

    @Test
    void nobody_gets_in_without_a_password() throws Exception {
        mvc.perform(get("/api/connectors"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", containsString("Basic")))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get("/api/connectors").with(httpBasic("ada", "wrong"))).andExpect(status().isUnauthorized());
        mvc.perform(get("/")).andExpect(redirectedUrl("/login"));
        mvc.perform(get("/login"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'self'")));
        mvc.perform(get("/actuator/health/liveness")).andExpect(status().isOk());
    }

    @Test
    void an_operator_reads_and_pauses_but_changes_no_configuration() throws Exception {
        otto(get("/api/connectors/shop/config")).andExpect(status().isOk());
        otto(json(put("/api/connectors/shop/config"), "{}"))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        otto(json(patch("/api/connectors/shop/config"), "{}")).andExpect(status().isForbidden());
        otto(put("/api/connectors/shop/activate"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.active").value(true));
        otto(put("/api/connectors/shop/deactivate"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.active").value(false));
        otto(delete("/api/connectors/shop")).andExpect(status().isForbidden());
        assertThat(actions()).contains("otto: The connector was activated.");
    }

    @Test
    void what_says_nothing_of_operators_is_an_admins() throws Exception {
        otto(post("/api/connectors/shop/replay")).andExpect(status().isForbidden());
        otto(post("/api/connectors/shop/activate")).andExpect(status().isForbidden());
        otto(delete("/actuator")).andExpect(status().isForbidden());
        ada(post("/api/connectors/shop/replay")).andExpect(status().isNotFound());
        ada(post("/api/connectors/shop/activate")).andExpect(status().isMethodNotAllowed());
    }

    @Test
    void a_browser_needs_the_forms_token_and_a_program_does_not() throws Exception {
        mvc.perform(put("/api/connectors/shop/activate").with(user("ada").roles("ADMIN")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("too old")));
        mvc.perform(put("/api/connectors/shop/activate")
                        .with(user("ada").roles("ADMIN"))
                        .with(csrf()))
                .andExpect(status().isOk());
        mvc.perform(post("/login").with(csrf()).param("username", "otto").param("password", "secret-of-otto"))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void errors_are_problems_with_a_sentence() throws Exception {
        ada(get("/api/nothing")).andExpect(status().isNotFound()).andExpect(problem());
        ada(get("/api/connectors/none/config")).andExpect(status().isNotFound()).andExpect(problem());
        ada(post("/api/connectors/shop"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(problem());
        ada(post("/api/connectors").contentType("text/plain").content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(problem());
        ada(json(post("/api/connectors"), "{\"name\":\n  oops"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("line 2, column 3")));
        ada(json(put("/api/connectors/shop/config"), "[]")).andExpect(status().isUnprocessableEntity());
        mvc.perform(post("/pim/shop/things")).andExpect(status().isNotFound()).andExpect(problem());
    }

    private static ResultMatcher problem() {
        return result -> {
            content().contentType(MediaType.APPLICATION_PROBLEM_JSON).match(result);
            jsonPath("$.detail").isNotEmpty().match(result);
        };
    }

    private List<String> actions() {
        return jdbc.query(
                "select actor, sentence from activity where kind = 'operator' or kind = 'OPERATOR'",
                (row, n) -> row.getString(1) + ": " + row.getString(2));
    }

    private ResultActions ada(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("ada", "secret-of-ada")));
    }

    private ResultActions otto(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("otto", "secret-of-otto")));
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }
}
