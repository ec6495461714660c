package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.*;
import io.silkroute.catalogue.*;
import java.util.*;

public class Mapping {
    private final boolean collection;

    Mapping(boolean collection) {
        this.collection = collection;
    }

    static String text(JsonNode n) {
        if (n.isTextual()) return n.asText();
        for (JsonNode v : n) return v.asText();
        return "";
    }

    static String price(Item i) {
        JsonNode p = i.image().path("price");
        return p.has("USD") ? p.path("USD").asText() : "0";
    }

    public Rendered render(Source s) {
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        Item item = s.item();
        String t = text(item.image().path("name"));
        in.put("title", t.isBlank() ? item.id() : t);
        in.put("descriptionHtml", text(item.image().path("description")));
        if (collection) return new Rendered.Payload(in, List.of(), List.of());
        in.put(
                "status",
                switch (item.status()) {
                    case VISIBLE -> "ACTIVE";
                    case DRAFT -> "DRAFT";
                    case INVISIBLE -> "ARCHIVED";
                });
        ArrayNode tags = in.putArray("tags");
        item.tags().forEach(tags::add);
        ArrayNode cs = in.putArray("collections");
        s.categories().forEach(c -> cs.add(c.id()));
        List<String> ids = new ArrayList<>();
        ArrayNode vs = in.putArray("variants");
        ArrayNode opts = in.putArray("productOptions");
        if (s.variants().isEmpty()) {
            opts.addObject().put("name", "Title").putArray("values").addObject().put("name", "Default Title");
            ObjectNode v = vs.addObject();
            v.put("price", price(item));
            v.put("sku", item.image().path("sku").asText(item.id()));
            v.putArray("optionValues").addObject().put("optionName", "Title").put("name", "Default Title");
            ids.add(item.id());
        } else {
            List<String> axes = new ArrayList<>();
            item.image().path("axes").forEach(a -> axes.add(a.asText()));
            if (axes.isEmpty()) return new Rendered.Refused(List.of("no axes"));
            for (String a : axes) {
                ObjectNode o = opts.addObject().put("name", a);
                ArrayNode vals = o.putArray("values");
                LinkedHashSet<String> seen = new LinkedHashSet<>();
                s.variants()
                        .forEach(v ->
                                seen.add(v.image().path("attributes").path(a).asText()));
                seen.forEach(x -> vals.addObject().put("name", x));
            }
            for (Item vi : s.variants()) {
                ObjectNode v = vs.addObject();
                v.put("price", price(vi));
                v.put("sku", vi.image().path("sku").asText(vi.id()));
                ArrayNode ov = v.putArray("optionValues");
                for (String a : axes)
                    ov.addObject()
                            .put("optionName", a)
                            .put("name", vi.image().path("attributes").path(a).asText());
                ids.add(vi.id());
            }
        }
        return new Rendered.Payload(in, ids, List.of());
    }
}
