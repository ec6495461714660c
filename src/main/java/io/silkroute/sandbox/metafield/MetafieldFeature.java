package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.translation.Translatables;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Metafields and their definitions in the API. */
@InSandbox
@Component("sandboxMetafieldFeature")
final class MetafieldFeature implements SandboxFeature {
    private static final String WRITE = "write_products";

    private final Metafields metafields;
    private final MetafieldMutations mutations;

    MetafieldFeature(Shop shop, Metafields metafields, Translatables translatables) {
        this.metafields = metafields;
        this.mutations = new MetafieldMutations(shop, metafields);
        translatables.keep("Metafield", metafields::contents);
    }

    @Override
    public void wire(Wiring wiring) {
        new MetafieldGraph(metafields).wire(wiring);
        wiring.object("Shop", ShopMetafields.class);
        wiring.node("MetafieldDefinition", gid -> metafields.definitions().get(Gid.number(gid, "MetafieldDefinition")));
        wiring.query("metafieldDefinitions", null, (args, call) -> definitions(args));
        wiring.mutation("metafieldDefinitionCreate", WRITE, (args, call) -> mutations.define(args.input("definition")));
        wiring.mutation("metafieldsSet", WRITE, (args, call) -> mutations.set(args.inputs("metafields")));
        wiring.cost("metafieldsSet", args -> metafields.costOfSetting(args.inputs("metafields")));
        wiring.mutation("metafieldsDelete", WRITE, (args, call) -> mutations.delete(args.inputs("metafields")));
    }

    private Page definitions(Input args) {
        String type = args.text("ownerType", "");
        return Page.of(
                metafields.definitions(),
                definition -> definition.ownerType().equals(type)
                        && (!args.given("namespace") || definition.namespace().equals(MetafieldEdits.namespace(args)))
                        && (!args.given("key") || definition.key().equals(args.text("key"))),
                args);
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("metafieldDefinitions", metafields.definitions().size());
    }
}
