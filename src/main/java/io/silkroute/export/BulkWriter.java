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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes what a batch has left to a bulk operation: one operation for the products, one for publishing the new ones.
 * A line whose fate is not known is sent singly; every write is an upsert, so the second time does no harm.
 */
@Component("bulkWriter")
public class BulkWriter {

    private static final Operation PRODUCT_SET = Operation.named("productSetInBulk");
    private static final Operation PUBLISH = Operation.named("publishablePublish");
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
        int before = bulk.countOf(run.id());
        Map<String, BulkOutcome> outcomes = products(run, left);
        Map<Work, JsonNode> written = new LinkedHashMap<>();
        for (Work work : left) {
            BulkOutcome outcome = outcomes.get(key(work));
            if (work.isConcluded()) {
                continue;
            }
            if (outcome == null || outcome.answer() == null || singlyInstead(outcome.answer())) {
                writer.sendSingly(work, variables(work));
            } else {
                JsonNode product = Answers.accepted(work, outcome.answer(), "productSet", "product");
                if (product != null) {
                    product = results.withAllVariants(
                            work, product, variables(work).path("input"));
                }
                if (product != null) {
                    written.put(work, product);
                }
            }
        }
        publish(run, written);
        readFiles(run, written);
        written.forEach((work, product) -> {
            if (!work.isConcluded()) {
                writer.conclude(
                        work,
                        product.path("id").asText(),
                        refs.after(work, product, variables(work).path("input")));
            }
        });
        run.addBulkOperations(bulk.countOf(run.id()) - before);
    }

    /** Those that a run before a crash has started are read first: what they did is not done again. */
    private Map<String, BulkOutcome> products(ActiveRun run, List<Work> left) {
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<Answer.Aborted> aborted =
                bulk.resume(run.connector(), run.id(), outcome -> outcomes.put(outcome.key(), outcome));
        if (aborted.isEmpty()) {
            aborted = bulk.run(
                    run.connector(),
                    run.id(),
                    PRODUCT_SET,
                    left.stream()
                            .filter(work -> !accepted(outcomes.get(key(work))))
                            .toList(),
                    work -> new BulkLine(key(work), bulkVariables(work)),
                    outcome -> outcomes.put(outcome.key(), outcome));
        }
        aborted.ifPresent(reason -> left.stream()
                .filter(work -> !outcomes.containsKey(key(work)))
                .forEach(work -> Answers.accepted(work, reason)));
        return outcomes;
    }

    /** Does the line's answer leave something to do that only a single call can? */
    private static boolean singlyInstead(Answer answer) {
        return Gone.product(answer)
                || Gone.variant(answer)
                || answer instanceof Answer.Accepted accepted
                        && !Answers.named(accepted.data().at("/productSet/product"));
    }

    private static boolean accepted(@Nullable BulkOutcome outcome) {
        return outcome != null && outcome.answer() instanceof Answer.Accepted;
    }

    private void publish(ActiveRun run, Map<Work, JsonNode> written) {
        String publication = publisher.publicationId(run.connector());
        List<Work> created =
                written.keySet().stream().filter(work -> !work.isInShop()).toList();
        if (publication == null || created.isEmpty()) {
            return;
        }
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<Answer.Aborted> aborted = bulk.run(
                run.connector(),
                run.id(),
                PUBLISH,
                created,
                work -> new BulkLine("publish " + key(work), publisher.variables(id(written, work), publication)),
                outcome -> outcomes.put(outcome.key(), outcome));
        for (Work work : created) {
            BulkOutcome outcome = outcomes.get("publish " + key(work));
            if (outcome != null && outcome.answer() != null) {
                Answers.accepted(work, outcome.answer());
            } else if (aborted.isPresent()) {
                Answers.accepted(work, aborted.get());
            } else {
                publisher.publish(work, id(written, work));
            }
        }
    }

    // A bulk mutation may select one connection only, and that is the variants': the files' ids are read after it.
    private void readFiles(ActiveRun run, Map<Work, JsonNode> written) {
        List<Work> withFiles = new ArrayList<>();
        written.keySet().stream()
                .filter(work -> !work.isConcluded()
                        && !variables(work).path("input").path("files").isEmpty())
                .forEach(withFiles::add);
        for (int i = 0; i < withFiles.size(); i += READ_AT_ONCE) {
            List<Work> some = withFiles.subList(i, Math.min(withFiles.size(), i + READ_AT_ONCE));
            ObjectNode variables = json.createObjectNode();
            some.forEach(work -> variables.withArray("ids").add(id(written, work)));
            variables.put("collectionsFirst", 0).put("metafieldsFirst", 0);
            variables.put(
                    "mediaFirst",
                    Math.min(
                            MOST_FILES,
                            some.stream()
                                    .mapToInt(work -> variables(work)
                                            .path("input")
                                            .path("files")
                                            .size())
                                    .max()
                                    .orElse(1)));
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

    private static ObjectNode bulkVariables(Work work) {
        ObjectNode variables = variables(work).deepCopy();
        variables.remove("mediaFirst");
        return variables;
    }

    // With the hash, so that a result that is read after a restart is never taken for a newer payload.
    private static String key(Work work) {
        return work.hash() + " " + work.key().id();
    }
}
