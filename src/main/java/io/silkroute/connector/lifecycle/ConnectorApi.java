package io.silkroute.connector.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorStatuses;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.connector.config.Fields;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Connectors by HTTP. */
@RestController
@RequestMapping("/api/connectors")
class ConnectorApi {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int LONGEST_NAME = 64;

    private final Connectors connectors;
    private final ConnectorSetup setup;
    private final ObjectProvider<ConnectorStatuses> statuses;

    ConnectorApi(Connectors connectors, ConnectorSetup setup, ObjectProvider<ConnectorStatuses> statuses) {
        this.connectors = connectors;
        this.setup = setup;
        this.statuses = statuses;
    }

    /** @param status as {@code GET /api/connectors/{c}/status} tells it */
    record Listed(
            String name,
            boolean active,
            @Nullable String domain,
            String mapping,
            Instant createdAt,
            @Nullable Object status) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Listed> items, @Nullable String next) {}

    record Shown(String name, boolean active, Instant createdAt, ObjectNode config) {}

    @GetMapping
    Page all() {
        List<Connector> all = connectors.all();
        ConnectorStatuses known = statuses.getIfAvailable();
        Map<ConnectorName, ?> status = known == null ? Map.of() : known.of(all);
        return new Page(
                all.stream().map(one -> listed(one, status.get(one.name()))).toList(), null);
    }

    private static Listed listed(Connector connector, @Nullable Object status) {
        return new Listed(
                connector.name().text(),
                connector.active(),
                connector.config().shop().domain(),
                connector.config().mapping(),
                connector.createdAt(),
                status);
    }

    /** Takes {@code {"name": …, "config": {…}}}; the configuration's keys belong under {@code config} only. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> create(@RequestBody JsonNode body, Principal actor) {
        List<FieldProblem> problems = new ArrayList<>();
        Fields fields = new Fields(body, problems);
        String name = fields.text("name", LONGEST_NAME);
        JsonNode config = fields.raw("config");
        fields.end();
        if (!problems.isEmpty()) {
            throw new ConfigRefused(problems);
        }
        JsonNode given = Fields.absent(config) ? JsonNodeFactory.instance.objectNode() : config;
        Connector created = setup.create(name, given, actor.getName());
        return ResponseEntity.created(URI.create("/api/connectors/" + created.name()))
                .body(shown(created));
    }

    @GetMapping("/{name}")
    Shown one(@PathVariable String name) {
        return shown(setup.find(name));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name, Principal actor) {
        setup.delete(name, actor.getName());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{name}/config")
    ObjectNode config(@PathVariable String name) {
        return setup.shown(name);
    }

    @PutMapping(path = "/{name}/config", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode replace(@PathVariable String name, @RequestBody JsonNode config, Principal actor) {
        return setup.replace(name, config, actor.getName());
    }

    @PatchMapping(
            path = "/{name}/config",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    ObjectNode patch(@PathVariable String name, @RequestBody JsonNode patch, Principal actor) {
        return setup.patch(name, patch, actor.getName());
    }

    @OperatorMay
    @PutMapping("/{name}/activate")
    Shown activate(@PathVariable String name, Principal actor) {
        return shown(setup.activate(name, actor.getName()));
    }

    @OperatorMay
    @PutMapping("/{name}/deactivate")
    Shown deactivate(@PathVariable String name, Principal actor) {
        return shown(setup.deactivate(name, actor.getName()));
    }

    private Shown shown(Connector connector) {
        return new Shown(
                connector.name().text(),
                connector.active(),
                connector.createdAt(),
                setup.shown(connector.name().text()));
    }
}
