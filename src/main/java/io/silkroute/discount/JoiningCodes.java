package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The codes of a batch on their way into calls of many: told apart by their discount, gathered by the route's aggregator,
 * and put back to their places in the batch with what became of them.
 */
@Component("joiningCodes")
@EnableConfigurationProperties(JoiningCodes.Settings.class)
public class JoiningCodes implements AggregationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(JoiningCodes.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final RedeemCodes codes;

    /** @param codesAtOnce how many codes the route {@code join-codes} sends in one call */
    @ConfigurationProperties("silkroute.discounts")
    record Settings(int codesAtOnce) {

        private static final int MAX_CODES = 250; // shopify.dev: discountRedeemCodeBulkAdd; their results are one page

        Settings {
            if (codesAtOnce < 1 || codesAtOnce > MAX_CODES) {
                throw new IllegalArgumentException("silkroute.discounts.codes-at-once must be from 1 to " + MAX_CODES
                        + ": so many codes Shopify takes in one call.");
            }
        }
    }

    JoiningCodes(RedeemCodes codes) {
        this.codes = codes;
    }

    /** A batch while its codes are gathered. */
    public static final class Gathering {

        private final List<Stage> batch;
        private final List<Joining> joining = new ArrayList<>();

        private Gathering(List<Stage> batch) {
            this.batch = batch;
        }

        /** Those that join a discount; of one discount they stand together, and the last is known as such. */
        public List<Joining> getJoining() {
            return joining;
        }
    }

    /** A code on its way into a call. */
    public static final class Joining {

        private final Stage.Together code;
        private final String group;
        private final CompletableFuture<Stage> result = new CompletableFuture<>();
        private boolean last;

        private Joining(Stage.Together code, String group) {
            this.code = code;
            this.group = group;
        }

        public String getGroup() {
            return group;
        }

        /** Is it the last of its discount in this batch? */
        public boolean isLast() {
            return last;
        }
    }

    public Gathering gather(List<Stage> batch) {
        Gathering gathering = new Gathering(batch);
        String id = UUID.randomUUID().toString();
        Map<String, List<Joining>> groups = new LinkedHashMap<>();
        for (Stage stage : batch) {
            if (stage instanceof Stage.Together code) {
                String group = id + " " + code.group();
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(new Joining(code, group));
            }
        }
        groups.values().forEach(group -> {
            group.get(group.size() - 1).last = true;
            gathering.joining.addAll(group);
        });
        return gathering;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange group, @Nullable Exchange one) {
        if (one == null) {
            throw new IllegalStateException("an exchange without its code");
        }
        Exchange into = group == null ? one : group;
        List<Object> gathered = new ArrayList<>();
        if (group != null) {
            gathered.addAll(Objects.requireNonNull(group.getIn().getBody(List.class)));
        }
        gathered.add(Objects.requireNonNull(one.getIn().getBody()));
        into.getIn().setBody(gathered);
        return into;
    }

    /** One call of many. */
    public void send(List<Joining> group) {
        try {
            Map<ItemKey, Stage> results =
                    codes.add(group.stream().map(one -> one.code).toList());
            group.forEach(one -> one.result.complete(results.getOrDefault(one.code.key(), one.code)));
        } catch (RuntimeException defect) {
            LOG.error("{} codes could not be sent", group.size(), defect);
            group.forEach(one -> one.result.complete(one.code));
        }
    }

    /** The batch again; what came to no result stays without conclusion, and is parked. */
    public List<Stage> settle(Gathering gathering) throws InterruptedException {
        if (gathering.joining.isEmpty()) {
            return gathering.batch;
        }
        Map<ItemKey, Stage> results = new LinkedHashMap<>();
        for (Joining one : gathering.joining) {
            results.put(one.code.key(), result(one));
        }
        return gathering.batch.stream()
                .map(stage -> stage instanceof Stage.Together ? results.getOrDefault(stage.key(), stage) : stage)
                .toList();
    }

    private static Stage result(Joining one) throws InterruptedException {
        try {
            return one.result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException lost) {
            LOG.error("{} came to no result", one.code.key(), lost);
            return one.code;
        }
    }
}
