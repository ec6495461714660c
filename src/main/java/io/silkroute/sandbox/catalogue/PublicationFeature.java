package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sales channels and what is on them. */
@InSandbox
@Component("sandboxPublicationFeature")
final class PublicationFeature implements SandboxFeature {
    static final long ONLINE_STORE = 1001;
    static final Map<Long, String> CHANNELS = Map.of(ONLINE_STORE, "Online Store", 1002L, "Point of Sale");
    private static final String WRITE = "write_publications";

    private final Shop shop;
    private final PublicationMutations publications;

    PublicationFeature(Shop shop, Catalogue catalogue) {
        this.shop = shop;
        this.publications = new PublicationMutations(catalogue);
    }

    record Channel(long id) {}

    private record On(Channel publication, Object publishable) {}

    static <S> void wire(Wiring.Type<S> type, Function<S, List<Long>> publications) {
        for (String field : List.of("resourcePublications", "resourcePublicationsV2")) {
            type.read(
                    field,
                    (source, args) -> Page.of(
                            publications.apply(source).stream()
                                    .map(id -> new On(new Channel(id), source))
                                    .toList(),
                            on -> on.publication().id(),
                            args));
        }
        type.get(
                        "resourcePublicationsCount",
                        source -> ProductGraph.count(publications.apply(source).size()))
                .read(
                        "publishedOnPublication",
                        (source, args) -> publications
                                .apply(source)
                                .contains(Gid.number(args.text("publicationId"), "Publication")));
    }

    @Override
    public List<String> scopes() {
        return List.of("read_publications", WRITE);
    }

    @Override
    public void wire(Wiring wiring) {
        types(wiring);
        wiring.node("Publication", PublicationFeature::channel);
        wiring.query("publications", "read_publications", (args, call) -> Page.of(all(), Channel::id, args));
        wiring.mutation(
                "publishablePublish",
                WRITE,
                (args, call) -> withShop(publications.publish(args.text("id", ""), args.inputs("input"))));
        wiring.mutation(
                "publicationUpdate",
                WRITE,
                (args, call) -> publications.update(channel(args.text("id", "")), args.input("input")));
        wiring.mutation(
                "publishableUnpublish",
                WRITE,
                (args, call) -> withShop(publications.unpublish(args.text("id", ""), args.inputs("input"))));
    }

    private Map<String, Object> withShop(Map<String, Object> payload) {
        Map<String, Object> whole = new HashMap<>(payload);
        whole.put("shop", shop.object());
        return whole;
    }

    private static @Nullable Channel channel(String gid) {
        return all().stream()
                .filter(channel -> Gid.of("Publication", channel.id()).equals(gid))
                .findFirst()
                .orElse(null);
    }

    private void types(Wiring wiring) {
        wiring.object("Publication", Channel.class)
                .get("id", c -> Gid.of("Publication", c.id()))
                .get("name", c -> CHANNELS.get(c.id()))
                .get("autoPublish", c -> false)
                .get("supportsFuturePublishing", c -> c.id() == ONLINE_STORE);
        for (String type : List.of("ResourcePublication", "ResourcePublicationV2")) {
            wiring.<On>on(type)
                    .get("isPublished", on -> true)
                    .get("publication", On::publication)
                    .get("publishable", On::publishable)
                    .get(
                            "publishDate",
                            on -> Times.of(
                                    on.publishable() instanceof Product p && p.publishedAt > 0
                                            ? p.publishedAt
                                            : shop.now()));
        }
    }

    private static List<Channel> all() {
        return CHANNELS.keySet().stream().sorted().map(Channel::new).toList();
    }
}
