package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Buys;
import io.silkroute.sandbox.discount.term.Combines;
import io.silkroute.sandbox.discount.term.Destination;
import io.silkroute.sandbox.discount.term.Eligibility;
import io.silkroute.sandbox.discount.term.Kind;
import io.silkroute.sandbox.discount.term.Minimum;
import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.discount.term.Worth;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A discount: copied to be changed, never changed in place. Its codes are objects of their own. */
final class Discount implements Owner, Cloneable {
    static final String CODE = "DiscountCodeNode";
    static final String AUTOMATIC = "DiscountAutomaticNode";
    static final OwnerType CODE_TYPE = new OwnerType("DISCOUNT", CODE, "Discount", 0);
    static final OwnerType AUTOMATIC_TYPE = new OwnerType("DISCOUNT", AUTOMATIC, "Discount", 0);

    enum Status {
        ACTIVE,
        SCHEDULED,
        EXPIRED
    }

    long id;
    boolean automatic;
    Kind kind = Kind.BASIC;
    String title = "";
    long startsAt;

    @Nullable
    Long endsAt;

    long createdAt;
    long updatedAt;
    List<String> tags = List.of();
    Combines combines = Combines.NOTHING;
    Eligibility context = Eligibility.EVERYBODY;
    Selection gets = Selection.NOTHING;
    Worth worth = Worth.NOTHING;

    @Nullable
    Minimum minimum;

    @Nullable
    Buys buys;

    @Nullable
    Destination destination;

    @Nullable
    String mostShipping;

    /** Of each of its codes. */
    @Nullable
    Integer usageLimit;

    boolean oncePerCustomer;

    @Nullable
    Integer usesPerOrder;

    /** How often it was used; what is told of it is {@code counted}, which may lag. */
    long uses;

    long counted;
    String sales = "0";
    List<Metafield> metafields = List.of();

    @Override
    public long id() {
        return id;
    }

    @Override
    public OwnerType ownerType() {
        return automatic ? AUTOMATIC_TYPE : CODE_TYPE;
    }

    @Override
    public List<Metafield> metafields() {
        return metafields;
    }

    @Override
    public String gid() {
        return Gid.of(automatic ? AUTOMATIC : CODE, id);
    }

    /** Nothing but the two dates says it: there is no pause. */
    Status status(long now) {
        if (endsAt != null && now >= endsAt) {
            return Status.EXPIRED;
        }
        return now < startsAt ? Status.SCHEDULED : Status.ACTIVE;
    }

    /** Derived, never given. */
    String discountClass() {
        return kind == Kind.FREE_SHIPPING ? "SHIPPING" : kind == Kind.BASIC && gets.all() ? "ORDER" : "PRODUCT";
    }

    /** Its type in the schema. */
    String typename() {
        return (automatic ? "DiscountAutomatic" : "DiscountCode") + kind.suffix;
    }

    Discount copy() {
        try {
            return (Discount) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
