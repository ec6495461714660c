package io.silkroute.promotion;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who holds a code may be a customer of the shop. */
@Component
class NamedHolders implements PersonalData {

    private final List<ErasedTexts> texts;

    NamedHolders(JdbcTemplate jdbc) {
        this.texts = List.of(
                ErasedTexts.of(jdbc, "code_index", List.of("id"), "holder", "words"),
                ErasedTexts.of(jdbc, "campaign_index", List.of("id"), "name", "words"),
                ErasedTexts.of(jdbc, "code_job_code", List.of("job", "place"), "reason"));
    }

    @Override
    public String what() {
        return "the lists of campaigns and codes";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.count(connector.text(), customer.traces()))
                .sum();
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.erase(connector.text(), customer.traces()))
                .sum();
    }
}
