package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer of the shop: copied to be changed, never changed in place. */
public final class Customer implements Owner, Cloneable {
    static final String GID = "Customer";
    static final OwnerType TYPE = new OwnerType("CUSTOMER", GID, "Customer", 1);

    long id;

    @Nullable
    String email;

    @Nullable
    String phone;

    @Nullable
    String firstName;

    @Nullable
    String lastName;

    @Nullable
    String note;

    String locale = "en";
    String state = "DISABLED";
    String marketing = "NOT_SUBSCRIBED";
    List<String> tags = List.of();
    List<Metafield> metafields = List.of();
    long orders;
    String spent = "0";
    long createdAt;
    long updatedAt;

    @Override
    public long id() {
        return id;
    }

    @Override
    public OwnerType ownerType() {
        return TYPE;
    }

    @Override
    public List<Metafield> metafields() {
        return metafields;
    }

    @Override
    public String gid() {
        return Gid.of(GID, id);
    }

    public List<String> tags() {
        return tags;
    }

    public @Nullable String email() {
        return email;
    }

    public String displayName() {
        String name = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        return !name.isEmpty() ? name : email != null ? email : phone != null ? phone : "";
    }

    Customer copy() {
        try {
            return (Customer) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
