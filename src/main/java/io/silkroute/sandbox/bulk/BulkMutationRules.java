package io.silkroute.sandbox.bulk;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import io.silkroute.sandbox.graphql.Documents;
import io.silkroute.sandbox.graphql.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which mutations may be run in bulk, refused in Shopify's recorded words. */
final class BulkMutationRules {
    private static final int LONGEST = 65_535;
    private static final Set<String> FORBIDDEN =
            Set.of("bulkOperationRunMutation", "bulkOperationRunQuery", "bulkOperationCancel");

    private BulkMutationRules() {}

    static @Nullable UserError refusal(String mutation, Documents.Prepared prepared) {
        if (mutation.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return new UserError(
                    List.of("mutation"), "Mutation is too long (maximum is " + LONGEST + " bytes)", "INVALID_MUTATION");
        }
        if (!prepared.errors().isEmpty()) {
            return new UserError(
                    null,
                    "Failed to parse the mutation - " + prepared.errors().get(0).get("message"),
                    "INVALID_MUTATION");
        }
        Documents.Operation operation = prepared.operation(null);
        if (operation == null || operation.definition().getOperation() != OperationDefinition.Operation.MUTATION) {
            return new UserError(
                    null, "Failed to parse the mutation - exactly one mutation is required", "INVALID_MUTATION");
        }
        List<Field> fields = operation.definition().getSelectionSet().getSelectionsOfType(Field.class);
        if (fields.size() != 1 || FORBIDDEN.contains(fields.get(0).getName())) {
            return new UserError(List.of("mutation"), "You must use an allowed mutation name.", null);
        }
        if (operation.connections() > 1) {
            return new UserError(List.of("mutation"), "Bulk mutations cannot contain more than 1 connection.", null);
        }
        return null;
    }
}
