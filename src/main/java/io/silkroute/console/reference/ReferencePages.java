package io.silkroute.console.reference;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The API's reference: for programs as OpenAPI, for people as a page that needs no script. */
@Controller
class ReferencePages {

    private static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

    private final OpenApiDocument document;
    private final Reference reference;

    ReferencePages(OpenApiDocument document) {
        this.document = document;
        this.reference = new Reference(document.tree());
    }

    @GetMapping("/api/openapi.yaml")
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok()
                .eTag(document.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(YAML)
                .body(document.yaml());
    }

    @GetMapping("/api-reference")
    String page(Model model) {
        model.addAttribute("reference", reference);
        model.addAttribute(
                "address", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return "console/api-reference";
    }
}
