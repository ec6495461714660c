package io.silkroute.export.followup;

import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All that follows the write of an item. */
@Component
public class FollowUps {

    private final List<FollowUp> all;

    public FollowUps(List<FollowUp> all) {
        this.all = List.copyOf(all);
        all.forEach(one -> {
            if (!FollowUpFields.NAMES.contains(one.field())) {
                throw new IllegalArgumentException(one.field() + " is not among the fields of follow-ups");
            }
        });
    }

    /** Each in its turn; the first that ends leaves the rest to a later run. */
    public Asked<AfterWrite> follow(ItemCalls calls, Following item) {
        Map<String, Followed> byField = new LinkedHashMap<>();
        for (FollowUp one : of(item.item())) {
            if (item.now(one.field()).isMissingNode() && item.once(one.field()).isEmpty()) {
                continue;
            }
            Asked<Followed> followed = one.follow(calls, item);
            if (!(followed instanceof Asked.Told<Followed> told)) {
                return followed.map(none -> AfterWrite.NOTHING);
            }
            byField.put(one.field(), told.value());
        }
        return new Asked.Told<>(byField.isEmpty() ? AfterWrite.NOTHING : new AfterWrite(byField));
    }

    /** What they would do; their fields are put into the input. */
    public List<ItemExporter.Share> plan(Stage.ToSend item, ObjectNode input) {
        List<ItemExporter.Share> calls = new ArrayList<>();
        for (FollowUp one : of(item)) {
            if (!item.input().has(one.field())
                    && Following.once(item, one.field()).isEmpty()) {
                continue;
            }
            FollowUpPlan plan = one.plan(item);
            if (plan.sent() != null) {
                input.set(one.field(), plan.sent());
            }
            calls.addAll(plan.calls());
        }
        return calls;
    }

    private List<FollowUp> of(Stage.ToSend item) {
        return all.stream().filter(one -> one.concerns(item.key().type())).toList();
    }
}
