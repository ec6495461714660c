package io.silkroute.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.run.ActiveRun;
import io.silkroute.shopify.Answer;
import io.silkroute.shopify.BulkLine;
import io.silkroute.shopify.BulkOperations;
import io.silkroute.shopify.BulkOutcome;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
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

/**
 * Writes what a batch has left to a bulk operation: one operation for the products, one for publishing the new ones.
 * A line whose fate is not known is sent singly; every write is an upsert, so the second time does no harm.
 */
@Component("bulkWriter")
public class BulkWriter {

    static final Operation PRODUCT_SET = Operation.named("productSetInBulk");
    private static final Operation READ = Operation.named("productLists");
    private static final int READ_AT_ONCE = 20;
    private static final int MOST_FILES = 250;

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
        List<Work> left =
                works.stream().filter(work -> work.bulkVariables() != null).toList();
        if (left.isEmpty()) {
            return;
        }
        ActiveRun run = left.get(0).run();
        Map<String, BulkOutcome> outcomes = products(run, left);
        List<Work> answered = new ArrayList<>();
        for (Work work : left) {
            if (work.isConcluded()) {
                continue;
            }
            BulkOutcome outcome = outcomes.get(key(work));
            if (outcome != null) {
                work.answeredBy(outcome);
            }
            if (settles(outcome)) {
                answered.add(work);
            } else {
                writer.sendSingly(work, variables(work));
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
            Answer answer = Objects.requireNonNull(
                    Objects.requireNonNull(outcomes.get(key(work))).answer());
            JsonNode product = Answers.accepted(work, answer, "productSet", "product");
            if (product != null) {
                product = results.withAllVariants(work, product);
            }
            if (product != null) {
                written.put(work, product);
            }
        }
        publish(run, written, published);
        readFiles(run, written);
        written.forEach((work, product) -> {
            if (!work.isConcluded()) {
                writer.conclude(work, product.path("id").asText(), refs.after(work, product, input(work)));
            }
        });
    }

    private Map<String, BulkOutcome> products(ActiveRun run, List<Work> left) {
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<Answer.Aborted> aborted = bulk.run(
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

    /** Does the line's answer say what became of the product, and leave nothing that only a single call can do? */
    static boolean settles(@Nullable BulkOutcome outcome) {
        Answer answer = outcome == null ? null : outcome.answer();
        return answer != null
                && !Gone.product(answer)
                && !Gone.variant(answer)
                && !(answer instanceof Answer.Accepted accepted
                        && !Answers.named(accepted.data().at("/productSet/product")));
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
        Optional<Answer.Aborted> aborted = bulk.run(
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
            Answer answer = gateway.call(run.connector(), READ, variables);
            some.get(0).add(answer.trace());
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
        return Objects.requireNonNull(written.get(work)).path("id").asText();
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
