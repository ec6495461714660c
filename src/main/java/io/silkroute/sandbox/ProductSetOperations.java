package io.silkroute.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** productSet with {@code synchronous: false}: answered at once, done a little later, asked for by its id. */
final class ProductSetOperations {
    private final Map<Long, Operation> operations = new ConcurrentHashMap<>();
    private final Executor executor;
    private final Shop shop;

    ProductSetOperations(Shop shop, Executor executor) {
        this.shop = shop;
        this.executor = executor;
    }

    record Operation(long id, String status, @Nullable Product product, List<UserError> userErrors) {}

    Operation start(Supplier<ProductSetMutation.Result> mutation) {
        Operation created = new Operation(shop.nextId(), "CREATED", null, List.of());
        operations.put(created.id(), created);
        executor.execute(() -> {
            ProductSetMutation.Result result = mutation.get();
            operations.put(
                    created.id(), new Operation(created.id(), "COMPLETE", result.product(), result.userErrors()));
        });
        return created;
    }

    @Nullable
    Operation find(long id) {
        return operations.get(id);
    }
}
