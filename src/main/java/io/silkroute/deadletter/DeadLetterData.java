package io.silkroute.deadletter;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's dead letters, when the connector is deleted. */
@Component
class DeadLetterData implements ConnectorData, PersonalData {

    private final ConnectorTable letters;
    private final List<ErasedTexts> texts;

    DeadLetterData(JdbcTemplate jdbc) {
        this.letters = new ConnectorTable(jdbc, "dead_letter", "id");
        this.texts = List.of(ErasedTexts.of(jdbc, "dead_letter", List.of("id"), "body"));
    }

    @Override
    public void purge(ConnectorName connector) {
        letters.purge(connector);
    }

    @Override
    public String what() {
        return "dead letters";
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
