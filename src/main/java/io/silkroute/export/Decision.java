package io.silkroute.export;

import io.silkroute.catalogue.Digest;
import io.silkroute.mapping.Rendered;
import java.util.Set;

/** What is to be done with an item. */
public sealed interface Decision {

    /** The word by which a route and a preview tell it: {@code send}, {@code skip}, {@code wait}, {@code filter}, {@code reject} or {@code remove}. */
    String kind();

    /** It passes no longer, and stands in the shop or may stand there after a lost answer. @param why in a sentence */
    record Remove(String why) implements Decision {
        @Override
        public String kind() {
            return "remove";
        }
    }

    /**
     * It does not concern the connector, or stays as somebody has left it in the shop.
     *
     * @param why in a sentence
     * @param asks a person is to decide about it
     */
    record Filter(String why, boolean asks) implements Decision {

        public Filter(String why) {
            this(why, false);
        }

        @Override
        public String kind() {
            return "filter";
        }
    }

    /** Shopify cannot express it. @param why in a sentence */
    record Reject(String why) implements Decision {
        @Override
        public String kind() {
            return "reject";
        }
    }

    /** It concerns the connector, and cannot go before another item is in the shop. */
    record Wait(ItemExporter.Awaited awaited) implements Decision {
        @Override
        public String kind() {
            return "wait";
        }
    }

    /** It concerns the connector, and the mapping makes something of it. */
    sealed interface Mapped extends Decision {

        Rendered.Payload payload();

        /** Of the payload in its canonical form. */
        Digest hash();

        /** PIM ids of variants that have left their product and stay in the shop all the same. */
        Set<String> kept();
    }

    /** The shop accepted this very payload last, and nothing forces it to be sent again. */
    record Skip(Rendered.Payload payload, Digest hash, Set<String> kept) implements Mapped {
        @Override
        public String kind() {
            return "skip";
        }
    }

    /** The shop is to hold this payload. */
    record Send(Rendered.Payload payload, Digest hash, Set<String> kept) implements Mapped {
        @Override
        public String kind() {
            return "send";
        }
    }
}
