package io.silkroute.inbound;

import io.silkroute.access.AdminReads;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A connector's further PIM tokens by HTTP, for admins. */
@RestController
@RequestMapping("/api/connectors/{connector}/pim-tokens")
class PimTokenApi {

    private final PimAccess access;

    PimTokenApi(PimAccess access) {
        this.access = access;
    }

    @AdminReads
    @GetMapping
    Map<String, List<PimTokens.PimToken>> all(@PathVariable String connector) {
        return Map.of("items", access.of(connector));
    }

    /** The answer's {@code token} is shown this once. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> make(@PathVariable String connector, Principal by) {
        return Map.of("token", access.make(connector, by.getName()).text());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String connector, @PathVariable String id, Principal by) {
        access.revoke(connector, id, by.getName());
    }
}
