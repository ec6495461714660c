package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.Shop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** productSet with {@code synchronous: false}: answered at once, done a little later, asked for by its id. */
final class ProductSetOperations {
    private final Map<Long, Operation> operations = new ConcurrentHashMap<>();
    private final Shop shop;

    ProductSetOperations(Shop shop) {
        this.shop = shop;
    }

    void wire(Wiring wiring) {
        wiring.object("ProductSetOperation", Operation.class)
                .get("id", o -> Gid.of("ProductSetOperation", o.id()))
                .get("status", Operation::status)
                .get("product", Operation::product)
                .get("userErrors", Operation::userErrors);
        wiring.node("ProductSetOperation", this::find);
        wiring.query("productOperation", "read_products", (args, call) -> find(args.text("id", "")));
    }

    record Operation(long id, String status, @Nullable Product product, List<UserError> userErrors) {}

    Operation start(Supplier<ProductSetMutation.Result> mutation) {
        Operation created = new Operation(shop.nextId(), "CREATED", null, List.of());
        operations.put(created.id(), created);
        shop.later(() -> {
            ProductSetMutation.Result result = mutation.get();
            operations.put(
                    created.id(), new Operation(created.id(), "COMPLETE", result.product(), result.userErrors()));
        });
        return created;
    }

    private @Nullable Operation find(String gid) {
        return operations.get(Gid.number(gid, "ProductSetOperation"));
    }
}
