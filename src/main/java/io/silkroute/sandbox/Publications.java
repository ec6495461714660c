package io.silkroute.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The sales channels and what is on them. */
final class Publications {
    private Publications() {}

    record Channel(long id) {}

    private record On(Channel publication, Object publishable) {}

    static <S> void wire(Fields.Type<S> type, Function<S, List<Long>> publications) {
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

    static void wire(Fields fields, Shop shop) {
        fields.<Channel>on("Publication")
                .get("id", c -> Gid.of("Publication", c.id()))
                .get("name", c -> Shop.PUBLICATIONS.get(c.id()))
                .get("autoPublish", c -> false)
                .get("supportsFuturePublishing", c -> c.id() == Shop.ONLINE_STORE);
        for (String type : List.of("ResourcePublication", "ResourcePublicationV2")) {
            fields.<On>on(type)
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

    static List<Channel> all() {
        return Shop.PUBLICATIONS.keySet().stream().sorted().map(Channel::new).toList();
    }

    static Map<String, Object> location() {
        Map<String, Object> location = new HashMap<>();
        location.put("id", Gid.of("Location", Shop.LOCATION));
        location.put("legacyResourceId", String.valueOf(Shop.LOCATION));
        location.put("name", "Main warehouse");
        location.put("isActive", true);
        location.put("isPrimary", true);
        location.put("fulfillsOnlineOrders", true);
        return location;
    }
}
