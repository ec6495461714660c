package io.silkroute.connection;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tests of the connection over HTTP. */
@RestController
@RequestMapping("/api/connectors/{connector}/shop/test")
class ConnectionApi {

    private final ConnectionCheck check;

    ConnectionApi(ConnectionCheck check) {
        this.check = check;
    }

    /** The last one of the saved values. */
    @GetMapping
    ConnectionReport last(@PathVariable String connector) {
        return check.last(connector)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "The connection was not tested since the shop's address and credentials were saved."));
    }

    /** @param patch values to test in place of the saved ones, as PATCH …/config takes them; may be left out */
    @PostMapping
    ConnectionReport test(
            @PathVariable String connector, @RequestBody(required = false) @Nullable JsonNode patch, Principal actor) {
        return check.test(connector, patch == null ? JsonNodeFactory.instance.objectNode() : patch, actor.getName());
    }
}
