package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A bulk operation's result; as in Shopify its address is all one needs. */
@RestController
@InSandbox
class BulkResultController {
    private final BulkOperations operations;
    private final Shop shop;

    BulkResultController(BulkOperations operations, Shop shop) {
        this.operations = operations;
        this.shop = shop;
    }

    @GetMapping("/sandbox/results/bulk-{id}.jsonl")
    void result(@PathVariable long id, HttpServletResponse response) throws IOException {
        BulkOperation operation = operations.find(id);
        Path file = operation == null ? null : operation.result;
        boolean expired = operation != null
                && (operation.expired
                        || shop.now()
                                > operation.completedAt + Duration.ofDays(7).toMillis());
        if (operation == null || file == null || !operation.ended() || expired || !Files.exists(file)) {
            response.setStatus(expired ? 400 : 404);
            response.setContentType("application/xml; charset=UTF-8");
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
                            + (expired ? "ExpiredToken" : "NoSuchKey") + "</Code></Error>");
            return;
        }
        response.setContentType("application/jsonl");
        response.setContentLengthLong(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(response.getOutputStream());
        }
    }
}
