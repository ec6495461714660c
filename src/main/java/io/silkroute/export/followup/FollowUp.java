package io.silkroute.export.followup;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;

/**
 * One kind of thing that follows an item's own write. A bean of it is asked after every write that has come through, by a
 * single call or by a bulk operation, and also when nothing of the item has changed but this; but only if its payload has
 * the field, or was once sent with it. Beans are asked by their {@code @Order}.
 *
 * <p>It may be asked again for what it has done already, after a crash or a lost answer: a second time it has to do no
 * harm.
 */
public interface FollowUp {

    /** The key of the payload under which it stands; one of {@link FollowUpFields#NAMES}. */
    String field();

    boolean concerns(ItemType type);

    /**
     * Brings the shop to what the payload says. It makes no call where that is what was sent last, and nothing is in
     * doubt or forced.
     *
     * @return what the shop holds by now; ended where the item is to be left to a later run, which does the rest
     */
    Asked<Followed> follow(ItemCalls calls, Following item);

    /** What {@link #follow} would send, as far as that is known without asking the shop. */
    FollowUpPlan plan(Stage.ToSend item);
}
