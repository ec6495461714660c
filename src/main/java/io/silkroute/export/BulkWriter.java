package io.silkroute.export;

import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.bulk.BulkLine;
import io.silkroute.shopify.bulk.BulkOperations;
import io.silkroute.shopify.bulk.BulkOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a batch has left to bulk: one operation for the products, one for publishing the new ones. A line whose
 * fate is not known is sent singly, or by the next operation if it is too dear for a call; every write is an upsert, so
 * the second time does no harm. Works that meet in the shop what somebody has deleted are left to the next operation
 * again. Afterwards every work is concluded.
 */
@Component("bulkWriter")
public class BulkWriter {

    static final Operation PRODUCT_SET = Operation.named("productSetInBulk");
    private static final Operation READ = Operation.named("productLists");
    private static final int READ_AT_ONCE = 20;
    private static final int MOST_FILES = 250;
    // A product may be found gone after its variants were; a line that is lost again and again shall have an end.
    private static final int MOST_ROUNDS = 3;
    private static final Verdict UNSETTLED = new Verdict.Parked(new Reason(
            "OUT_OF_ATTEMPTS",
            null,
            null,
            "In " + MOST_ROUNDS + " bulk operations the shop has not told that it holds the item. Replay it later."));

    private final BulkOperations bulk;
    private final ProductWriter writer;
    private final ProductRefs refs;
    private final Publisher publisher;
    private final ProductResults results;
    private final Gateway gateway;
    private final ObjectMapper json;

    BulkWriter(
            BulkOperations bulk,
            ProductWriter writer,
            ProductRefs refs,
            Publisher publisher,
            ProductResults results,
            Gateway gateway,
            ObjectMapper json) {
        this.bulk = bulk;
        this.writer = writer;
        this.refs = refs;
        this.publisher = publisher;
        this.results = results;
        this.gateway = gateway;
        this.json = json;
    }

    public void write(List<Work> works) {
        List<Work> left = left(works);
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            writeOnce(left.get(0).run(), left);
            left = left(works);
        }
        left.forEach(work -> work.conclude(UNSETTLED));
    }

    private static List<Work> left(List<Work> works) {
        return works.stream()
                .filter(work -> work.bulkVariables() != null && !work.isConcluded())
                .toList();
    }

    private void writeOnce(ActiveRun run, List<Work> left) {
        Map<String, BulkOutcome> outcomes = products(run, left);
        List<Work> answered = new ArrayList<>();
        for (Work work : left) {
            if (work.isConcluded()) {
                continue;
            }
            BulkOutcome outcome = Objects.requireNonNull(outcomes.get(key(work)), "every line has one");
            work.answeredBy(outcome);
            CallResult answer = told(outcome);
            if (answer == null) {
                writer.sendSingly(work, variables(work));
            } else if (!writer.beginsAnew(work, variables(work), answer)) {
                answered.add(work);
            }
        }
        conclude(run, answered, outcomes, Set.of());
    }

    /**
     * Concludes works by what the shop has answered to their lines.
     *
     * @param published keys of those that have been published already
     */
    void conclude(ActiveRun run, List<Work> answered, Map<String, BulkOutcome> outcomes, Set<String> published) {
        Map<Work, JsonNode> written = new LinkedHashMap<>();
        for (Work work : answered) {
            CallResult answer = Objects.requireNonNull(
                    Objects.requireNonNull(outcomes.get(key(work))).answer());
            JsonNode product = Answers.accepted(work, answer, "productSet", "product");
            if (product != null) {
                product = results.withAllVariants(work, product);
            }
            if (product != null) {
                if (isAnother(work, product)) {
                    work.gone();
                }
                written.put(work, product);
            }
        }
        publish(run, written, published);
        readFiles(run, written);
        written.forEach((work, product) -> {
            if (!work.isConcluded()) {
                writer.conclude(work, product.path("id").asString(""), refs.after(work, product, input(work)));
            }
        });
    }

    // A line of an earlier run may have created again what the books still have as the product that is gone.
    private static boolean isAnother(Work work, JsonNode product) {
        Exported known = work.exported();
        return known != null
                && known.inShop()
                && !product.path("id").asString("").equals(known.shopifyId());
    }

    private Map<String, BulkOutcome> products(ActiveRun run, List<Work> left) {
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<CallResult.Aborted> aborted = bulk.run(
                run.connector(),
                run.id(),
                PRODUCT_SET,
                left,
                work -> new BulkLine(key(work), bulkVariables(work)),
                outcome -> outcomes.put(outcome.key(), outcome));
        aborted.ifPresent(reason -> left.stream()
                .filter(work -> !outcomes.containsKey(key(work)))
                .forEach(work -> Answers.accepted(work, reason)));
        return outcomes;
    }

    /** Does the line's answer say what became of the product, and is it no reason to send it anew? */
    static boolean settles(@Nullable BulkOutcome outcome) {
        CallResult answer = outcome == null ? null : told(outcome);
        return answer != null && !(answer instanceof CallResult.Postponed) && !Gone.anything(answer);
    }

    /** The line's answer; null if it does not say what became of the product. */
    private static @Nullable CallResult told(BulkOutcome outcome) {
        return outcome.answer() instanceof CallResult.Accepted accepted
                        && !Answers.named(accepted.data().at("/productSet/product"))
                ? null
                : outcome.answer();
    }

    private void publish(ActiveRun run, Map<Work, JsonNode> written, Set<String> published) {
        String publication = publisher.publicationId(run.connector());
        List<Work> created = written.keySet().stream()
                .filter(work -> !work.isInShop() && !published.contains(publishKey(work)))
                .toList();
        if (publication == null || created.isEmpty()) {
            return;
        }
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<CallResult.Aborted> aborted = bulk.run(
                run.connector(),
                run.id(),
                Publisher.PUBLISH,
                created,
                work -> new BulkLine(publishKey(work), publisher.variables(id(written, work), publication)),
                outcome -> outcomes.put(outcome.key(), outcome));
        for (Work work : created) {
            BulkOutcome outcome = outcomes.get(publishKey(work));
            if (outcome != null) {
                work.answeredBy(outcome);
            }
            if (outcome != null && outcome.answer() != null) {
                Answers.accepted(work, outcome.answer());
            } else if (aborted.isPresent()) {
                Answers.accepted(work, aborted.get());
            } else {
                work.awaitPublication();
            }
        }
    }

    // A bulk mutation may select one connection only, and that is the variants': the files' ids are read after it.
    private void readFiles(ActiveRun run, Map<Work, JsonNode> written) {
        List<Work> withFiles = new ArrayList<>();
        written.keySet().stream()
                .filter(work ->
                        !work.isConcluded() && !input(work).path("files").isEmpty())
                .forEach(withFiles::add);
        for (int i = 0; i < withFiles.size(); i += READ_AT_ONCE) {
            List<Work> some = withFiles.subList(i, Math.min(withFiles.size(), i + READ_AT_ONCE));
            ObjectNode variables = json.createObjectNode();
            some.forEach(work -> variables.withArray("ids").add(id(written, work)));
            variables.put("collectionsFirst", 0).put("metafieldsFirst", 0);
            int most = some.stream()
                    .mapToInt(work -> input(work).path("files").size())
                    .max()
                    .orElse(1);
            variables.put("mediaFirst", Math.min(MOST_FILES, most));
            CallResult answer = gateway.call(run.connector(), READ, variables);
            some.get(0).add(answer.usage());
            for (int n = 0; n < some.size(); n++) {
                JsonNode data = Answers.accepted(some.get(n), answer);
                if (data != null) {
                    ((ObjectNode) Objects.requireNonNull(written.get(some.get(n))))
                            .set("media", data.path("nodes").path(n).path("media"));
                }
            }
        }
    }

    private static String id(Map<Work, JsonNode> written, Work work) {
        return Objects.requireNonNull(written.get(work)).path("id").asString("");
    }

    private static ObjectNode variables(Work work) {
        return Objects.requireNonNull(work.bulkVariables(), "left to bulk");
    }

    // Of a work that an earlier run sent it is not known what that was: at most all.
    private static JsonNode input(Work work) {
        ObjectNode variables = work.bulkVariables();
        return variables == null ? work.payload().input() : variables.path("input");
    }

    private static ObjectNode bulkVariables(Work work) {
        ObjectNode variables = variables(work).deepCopy();
        variables.remove("mediaFirst");
        return variables;
    }

    // With the hash, so that a result that is read after a restart is never taken for a newer payload.
    static String key(Work work) {
        return work.hash() + " " + work.key().id();
    }

    /** The product's id in a line's key. */
    static String idIn(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    private static String publishKey(Work work) {
        return "publish " + key(work);
    }
}
