package io.silkroute.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is sent of a document. */
class OperationTest {

    @Test
    void what_several_documents_select_stands_in_each_of_them() {
        assertThat(Operation.named("ordersToImportInBulk").document())
                .contains("{ node { id name createdAt")
                .contains("customer { id displayName")
                .doesNotContain("...", "fragment");
    }

    @Test
    void a_fragment_of_a_documents_own_stays_one() {
        assertThat(Operation.named("discountById").document()).contains("fragment ");
    }

    @Test
    void every_document_is_whole() throws IOException {
        for (String name : AdminSchema.documents()) {
            String document = Operation.named(name).document();
            Pattern.compile("\\.\\.\\.(\\w+)")
                    .matcher(document)
                    .results()
                    .forEach(spread -> assertThat(document).contains("fragment " + spread.group(1) + " "));
        }
    }

    @Test
    void a_document_that_is_not_there_is_told() {
        assertThatThrownBy(() -> Operation.named("nothing")).hasMessageContaining("shopify/nothing.graphql");
    }
}
