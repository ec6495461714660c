package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.BatchedMutation;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Usage;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls to the shop that one step makes for one item, and what they took; their place in the request log is the
 * item's. For one thread.
 */
public final class ItemCalls {

    private final Gateway gateway;
    private final ActiveRun run;
    private final ItemKey key;
    private Usage used = Usage.NONE;

    public ItemCalls(Gateway gateway, ExportItem item) {
        this.gateway = gateway;
        this.run = item.run();
        this.key = item.key();
    }

    public CallResult ask(Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(run.connector(), operation, variables, key.toString());
        took(answer.usage());
        return answer;
    }

    /** A call for several items, which counts with this one and stands in nobody's request log. */
    public CallResult askForSeveral(Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(run.connector(), operation, variables);
        took(answer.usage());
        return answer;
    }

    /** The same mutation several times in one call; if the shop refuses anything of it, each is made on its own. */
    public List<CallResult> askEach(Operation operation, List<ObjectNode> variables) {
        if (variables.size() > 1) {
            CallResult answer = ask(operation.times(variables.size()), BatchedMutation.variables(variables));
            if (!(answer instanceof CallResult.Refused)) {
                return IntStream.range(0, variables.size())
                        .mapToObj(i -> BatchedMutation.share(answer, operation, i, variables.size()))
                        .toList();
            }
        }
        return variables.stream().map(one -> ask(operation, one)).toList();
    }

    /** What the shop returned for an accepted call. */
    public Asked<JsonNode> read(Operation operation, ObjectNode variables) {
        return Answers.accepted(run, ask(operation, variables));
    }

    /** A call was made by somebody else. */
    public void took(Usage more) {
        used = used.plus(more);
    }

    public Usage used() {
        return used;
    }

    public ActiveRun run() {
        return run;
    }

    public ItemKey key() {
        return key;
    }
}
