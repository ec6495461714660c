package io.silkroute.product;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Publisher;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.product.stock.StockNumbers;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.bulk.BulkLine;
import io.silkroute.shopify.bulk.BulkOperations;
import io.silkroute.shopify.bulk.BulkOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a batch has left to bulk: one operation for the products, one for publishing the new ones. A line whose
 * fate is not known is sent singly, or by the next operation if it is too dear for a call; every write is an upsert, so
 * the second time does no harm. What meets in the shop something that somebody has deleted is left to the next
 * operation again. Afterwards every item is concluded.
 */
@Component("bulkWriter")
public class BulkWriter {

    static final Operation PRODUCT_SET = Operation.named("productSetInBulk");
    private static final Operation READ = Operation.named("productLists");
    private static final int READ_AT_ONCE = 20;
    // A product may be found gone after its variants were; a line that is lost again and again shall have an end.
    private static final int MAX_ROUNDS = 3;
    private static final Conclusion UNSETTLED = new Conclusion.Refused(new Reason(
            "OUT_OF_ATTEMPTS",
            null,
            null,
            "In " + MAX_ROUNDS + " bulk operations the shop has not told that it holds the item. Replay it later."));

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

    /**
     * A line that the shop has answered.
     *
     * @param at the stage at which the product is concluded
     * @param input what was sent
     */
    record Line(Stage at, Stage.ToSend product, JsonNode input, CallResult answer) {

        static Line of(Stage.InBulk left, CallResult answer) {
            return new Line(left, left.send(), left.variables().path("input"), answer);
        }

        /** Of a product that an earlier run sent it is not known what that was: at most all. */
        static Line ofEarlierRun(ExportItem product, Decision.Mapped mapped, CallResult answer) {
            Stage.ToSend sent = new Stage.ToSend(product, mapped);
            ObjectNode input = sent.input().deepCopy();
            // Whether it made the product with its stock, the note of that time tells.
            for (int i = 0; i < input.path("variants").size(); i++) {
                input.withArray("variants")
                        .set(i, StockNumbers.without(input.path("variants").path(i)));
            }
            return new Line(new Stage.Decided(product, mapped), sent, input, answer);
        }

        Stage.@Nullable EarlierWrite earlier() {
            return at instanceof Stage.InBulk left ? left.earlier() : null;
        }
    }

    /** A product that the shop holds by its line. @param awaitsPublication it is still to be published */
    private record Arrived(Line line, ExportItem item, JsonNode written, boolean awaitsPublication) {

        ShopifyId id() {
            return ShopifyId.of(written);
        }

        boolean hasNewFiles() {
            return line.earlier() == null && !line.input().path("files").isEmpty();
        }

        Stage.Concluded concluded(Conclusion conclusion) {
            return line.at().with(item).concluded(conclusion);
        }

        Arrived with(ExportItem other) {
            return new Arrived(line, other, written, awaitsPublication);
        }
    }

    public List<Stage> write(List<Stage> batch) {
        Map<ItemKey, Stage> stages = new LinkedHashMap<>();
        batch.forEach(stage -> stages.put(stage.key(), stage));
        List<Stage.InBulk> left = left(stages);
        for (int round = 0; !left.isEmpty() && round < rounds(left); round++) {
            writeOnce(left.get(0).run(), left).forEach(stage -> stages.put(stage.key(), stage));
            left = left(stages);
        }
        left.forEach(one -> stages.put(one.key(), one.concluded(UNSETTLED)));
        return List.copyOf(stages.values());
    }

    /** A second write is not one that was lost. */
    private static int rounds(List<Stage.InBulk> left) {
        return left.stream().anyMatch(one -> one.earlier() != null) ? MAX_ROUNDS + 1 : MAX_ROUNDS;
    }

    private static List<Stage.InBulk> left(Map<ItemKey, Stage> stages) {
        return stages.values().stream()
                .filter(Stage.InBulk.class::isInstance)
                .map(Stage.InBulk.class::cast)
                .toList();
    }

    private List<Stage> writeOnce(ActiveRun run, List<Stage.InBulk> left) {
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<CallResult.Aborted> aborted = bulk.run(
                run.connector(),
                run.id(),
                PRODUCT_SET,
                left,
                one -> new BulkLine(key(one), bulkVariables(one)),
                outcome -> outcomes.put(outcome.key(), outcome));
        List<Stage> next = new ArrayList<>();
        List<Line> answered = new ArrayList<>();
        for (Stage.InBulk one : left) {
            BulkOutcome outcome = outcomes.get(key(one));
            if (outcome == null) {
                CallResult.Aborted reason =
                        aborted.orElseThrow(() -> new IllegalStateException("every line has an outcome"));
                next.add(ended(run, one, reason));
                continue;
            }
            Stage.InBulk told = one.with(one.item().answeredBy(outcome.operation()));
            CallResult answer = told(outcome);
            if (answer == null) {
                next.add(writer.sendSingly(told));
            } else {
                writer.anew(told, answer).ifPresentOrElse(next::add, () -> answered.add(Line.of(told, answer)));
            }
        }
        next.addAll(conclude(run, answered, Set.of()));
        return next;
    }

    private static Stage ended(ActiveRun run, Stage at, CallResult.Aborted reason) {
        return Answers.accepted(run, reason).either(none -> at, at::concluded);
    }

    /**
     * Concludes products by what the shop has answered to their lines.
     *
     * @param published keys of those that have been published already
     */
    List<Stage> conclude(ActiveRun run, List<Line> answered, Set<String> published) {
        Map<ItemKey, Stage> ended = new LinkedHashMap<>();
        List<Arrived> arrived = new ArrayList<>();
        for (Line line : answered) {
            ItemCalls calls = new ItemCalls(gateway, line.product().item());
            Asked<JsonNode> written = Answers.accepted(run, line.answer(), "productSet", "product")
                    .then(product -> results.withAllVariants(calls, line.product(), product));
            ExportItem item = line.product().item().using(calls.used());
            if (written instanceof Asked.Told<JsonNode> told) {
                boolean another = isAnother(item, told.value());
                arrived.add(new Arrived(line, another ? item.foundGone() : item, told.value(), false));
            } else {
                ended.put(item.key(), written.either(none -> item, end -> afterAll(line, item, end)));
            }
        }
        List<Arrived> whole = new ArrayList<>();
        for (Arrived one : readFiles(run, arrived, ended)) {
            showPictures(one).ifPresentOrElse(next -> ended.put(next.key(), next), () -> whole.add(one));
        }
        publish(run, whole, published, ended).forEach(one -> {
            Stage.ToSend product = one.line().product().with(one.item());
            ItemCalls calls = new ItemCalls(gateway, one.item());
            Stage.EarlierWrite earlier = one.line().earlier();
            Conclusion conclusion = writer.withFollowUps(
                    calls,
                    product,
                    one.id(),
                    refs.after(product, earlier, one.written(), one.line().input()),
                    one.awaitsPublication(),
                    earlier,
                    one.line().input());
            ended.put(product.key(), one.with(one.item().using(calls.used())).concluded(conclusion));
        });
        return List.copyOf(ended.values());
    }

    private Stage afterAll(Line line, ExportItem item, Conclusion ended) {
        if (!(line.at() instanceof Stage.InBulk left) || left.earlier() == null) {
            return line.at().with(item).concluded(ended);
        }
        ItemCalls calls = new ItemCalls(gateway, item);
        Conclusion after = writer.afterAll(calls, line.product().with(item), left.earlier(), left.variables(), ended);
        return line.at().with(item.using(calls.used())).concluded(after);
    }

    private Optional<Stage> showPictures(Arrived one) {
        ItemCalls calls = new ItemCalls(gateway, one.item());
        Stage.ToSend product = one.line().product().with(one.item());
        return writer.showPictures(calls, product, one.line().input(), one.written())
                .map(next -> next.using(calls.used()));
    }

    // A line of an earlier run may have created again what the ledger still has as the product that is gone.
    private static boolean isAnother(ExportItem product, JsonNode written) {
        Exported known = product.exported();
        return known != null && known.inShop() && !ShopifyId.of(written).equals(known.shopifyId());
    }

    /** The answer to a line that says what became of the product and is no reason to send it anew; else empty. */
    static Optional<CallResult> settled(@Nullable BulkOutcome outcome) {
        return Optional.ofNullable(outcome)
                .map(BulkWriter::told)
                .filter(answer -> !(answer instanceof CallResult.Postponed) && !DeletedInShop.anything(answer));
    }

    /** The line's answer; null if it does not say what became of the product. */
    private static @Nullable CallResult told(BulkOutcome outcome) {
        return outcome.answer() instanceof CallResult.Accepted accepted
                        && !Answers.named(accepted.data().at("/productSet/product"))
                ? null
                : outcome.answer();
    }

    /** Those that go on; the others are added to those that have ended. */
    private List<Arrived> publish(
            ActiveRun run, List<Arrived> arrived, Set<String> published, Map<ItemKey, Stage> ended) {
        String publication = publisher.publicationId(run.connector());
        List<Arrived> created = arrived.stream()
                .filter(one -> !one.item().isInShop() && !published.contains(publishKey(one)))
                .toList();
        if (publication == null || created.isEmpty()) {
            return arrived;
        }
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<CallResult.Aborted> aborted = bulk.run(
                run.connector(),
                run.id(),
                Publisher.PUBLISH,
                created,
                one -> new BulkLine(publishKey(one), publisher.variables(one.id(), publication)),
                outcome -> outcomes.put(outcome.key(), outcome));
        Set<ItemKey> isNew = created.stream().map(one -> one.item().key()).collect(Collectors.toSet());
        List<Arrived> left = new ArrayList<>();
        for (Arrived one : arrived) {
            if (!isNew.contains(one.item().key())) {
                left.add(one);
                continue;
            }
            BulkOutcome outcome = outcomes.get(publishKey(one));
            Arrived told = outcome == null ? one : one.with(one.item().answeredBy(outcome.operation()));
            CallResult answer = outcome == null ? null : outcome.answer();
            if (answer == null) {
                answer = aborted.orElse(null);
            }
            if (answer == null) {
                left.add(new Arrived(told.line(), told.item(), told.written(), true));
            } else if (Answers.accepted(run, answer) instanceof Asked.Ended<JsonNode> end) {
                ended.put(one.item().key(), told.concluded(end.conclusion()));
            } else {
                left.add(told);
            }
        }
        return left;
    }

    // A bulk mutation may select one connection only, and that is the variants': the files' ids are read after it.
    private List<Arrived> readFiles(ActiveRun run, List<Arrived> arrived, Map<ItemKey, Stage> ended) {
        List<Arrived> left = new ArrayList<>();
        List<Arrived> withFiles = new ArrayList<>();
        arrived.forEach(one -> (one.hasNewFiles() ? withFiles : left).add(one));
        for (int i = 0; i < withFiles.size(); i += READ_AT_ONCE) {
            List<Arrived> some = withFiles.subList(i, Math.min(withFiles.size(), i + READ_AT_ONCE));
            ItemCalls calls = new ItemCalls(gateway, some.get(0).item());
            CallResult answer = calls.askForSeveral(READ, filesOf(some));
            for (int n = 0; n < some.size(); n++) {
                int place = n;
                Arrived one = n == 0 ? some.get(n).with(some.get(n).item().using(calls.used())) : some.get(n);
                Asked<JsonNode> media = Answers.accepted(run, answer)
                        .map(data -> data.path("nodes").path(place).path("media"));
                if (media instanceof Asked.Told<JsonNode> told) {
                    ObjectNode written = ((ObjectNode) one.written()).deepCopy();
                    written.set("media", told.value());
                    left.add(new Arrived(one.line(), one.item(), written, one.awaitsPublication()));
                } else {
                    ended.put(one.item().key(), media.either(none -> one.item(), one::concluded));
                }
            }
        }
        return left;
    }

    private ObjectNode filesOf(List<Arrived> some) {
        ObjectNode variables = json.createObjectNode();
        some.forEach(one -> variables.withArray("ids").add(one.id().gid()));
        int most = some.stream()
                .mapToInt(one -> one.line().input().path("files").size())
                .max()
                .orElse(1);
        ShopLists.ask(variables, "media", most);
        return variables;
    }

    private static ObjectNode bulkVariables(Stage.InBulk left) {
        ObjectNode variables = left.variables().deepCopy();
        variables.remove(List.of("mediaFirst", "withMedia", "withVariants"));
        return variables;
    }

    private static String key(Stage.InBulk left) {
        return key(left.item(), left.mapped());
    }

    // With the hash, so that a result that is read after a restart is never taken for a newer payload.
    static String key(ExportItem product, Decision.Mapped mapped) {
        return mapped.hash() + " " + product.key().id();
    }

    /** The product's id in a line's key. */
    static String idIn(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    private static String publishKey(Arrived one) {
        return "publish " + key(one.item(), one.line().product().mapped());
    }
}
