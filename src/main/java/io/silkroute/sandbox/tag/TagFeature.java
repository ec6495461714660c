package io.silkroute.sandbox.tag;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Tags in the API. */
@InSandbox
@Component("sandboxTagFeature")
final class TagFeature implements SandboxFeature {
    private final TaggedObjects objects;

    TagFeature(TaggedObjects objects) {
        this.objects = objects;
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.mutation(
                "tagsAdd",
                null,
                (args, call) -> change("tagsAdd", args, call, held -> Tags.with(held, args.texts("tags"))));
        wiring.mutation(
                "tagsRemove",
                null,
                (args, call) -> change("tagsRemove", args, call, held -> Tags.without(held, args.texts("tags"))));
    }

    private Map<String, Object> change(String field, Input args, Call call, UnaryOperator<List<String>> change) {
        String gid = args.text("id", "");
        TaggedObjects.Kept kept = objects.of(gid);
        if (kept == null) {
            return Payload.errors(new UserError(List.of("id"), "Resource does not exist", null));
        }
        if (!call.scopes().contains(kept.scope())) {
            throw TopLevelError.accessDenied(field, kept.scope());
        }
        return kept.keeper().change(gid, change);
    }
}
