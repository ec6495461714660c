package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations that a connector of campaigns, orders and customers uses, one after the other, where they are at hand. */
class CommerceOperationsTest {
    private final Map<String, String> documents = new LinkedHashMap<>();
    private RunningShop shop;

    @BeforeEach
    void start() throws IOException {
        String shared = System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED"));
        Path file = Path.of(shared == null ? "../shared" : shared).resolve("shopify/commerce-operations.graphql");
        assumeTrue(Files.exists(file), "the operations are not at ../shared/shopify");
        Document all = new Parser().parseDocument(Files.readString(file));
        String fragments = all.getDefinitionsOfType(FragmentDefinition.class).stream()
                .map(AstPrinter::printAstCompact)
                .reduce("", String::concat);
        for (OperationDefinition operation : all.getDefinitionsOfType(OperationDefinition.class)) {
            String text = AstPrinter.printAstCompact(operation);
            documents.put(operation.getName(), text.contains("...CodeFields") ? fragments + " " + text : text);
        }
        shop = RunningShop.start("--silkroute.sandbox.plan=unlimited", "--silkroute.sandbox.currency=EUR");
    }

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    private JsonNode run(String operation, String variables) {
        JsonNode data = shop.data(Objects.requireNonNull(documents.get(operation)), json(variables));
        return data.iterator().next();
    }

    private JsonNode done(String operation, String variables) {
        JsonNode payload = run(operation, variables);
        assertThat(payload.get("userErrors")).as(operation + " " + payload).isEmpty();
        return payload;
    }

    private String product() {
        return shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } } }",
                        json("{'input': {'title': 'Lamp'}}"))
                .at("/productSet/product/id")
                .asString();
    }

    private String codeDiscounts() {
        String basic =
                "'startsAt': '2026-01-01T00:00:00Z', 'customerGets': {'value': {'percentage': 0.1}, 'items': {'all':"
                        + " true}}";
        String id = done("CodeCreate", "{'d': {'title': 'Ten', 'code': 'TEN', 'tags': ['silkroute-1'], " + basic + "}}")
                .at("/codeDiscountNode/id")
                .asString();
        done("CodeUpdate", "{'id': '" + id + "', 'd': {'title': 'Ten percent'}}");
        assertThat(run("DiscountByCode", "{'code': 'ten'}").get("id").asString())
                .isEqualTo(id);
        done("TagAdd", "{'id': '" + id + "', 'tags': ['q4']}");
        done(
                "Mark",
                "{'m': [{'ownerId': '" + id + "', 'namespace': 'silkroute', 'key': 'campaign', 'type':"
                        + " 'single_line_text_field', 'value': 'BF'}]}");
        JsonNode read = run("DiscountById", "{'id': '" + id + "'}");
        assertThat(read.at("/metafield/value").asString()).isEqualTo("BF");
        assertThat(read.at("/discount/tags").toString()).isEqualTo("[\"q4\",\"silkroute-1\"]");
        assertThat(run("DiscountsSince", "{'q': 'tag:silkroute-1'}").get("nodes"))
                .hasSize(1);
        done("Off", "{'id': '" + id + "'}");
        done("On", "{'id': '" + id + "'}");
        done("BulkOff", "{'ids': ['" + id + "']}");
        done("BulkOn", "{'ids': ['" + id + "']}");
        String creation = done("AddCodes", "{'id': '" + id + "', 'codes': [{'code': 'A1'}, {'code': 'A2'}]}")
                .at("/bulkCreation/id")
                .asString();
        await().until(() ->
                run("AddCodesState", "{'id': '" + creation + "'}").get("done").asBoolean());
        JsonNode codes = run("Codes", "{'id': '" + id + "'}").at("/codeDiscount/codes/nodes");
        assertThat(codes).hasSize(3);
        String job = done(
                        "RemoveCodes",
                        "{'id': '" + id + "', 'ids': ['"
                                + codes.get(1).get("id").asString() + "']}")
                .at("/job/id")
                .asString();
        assertThat(run("JobState", "{'id': '" + job + "'}").get("done").asBoolean())
                .isTrue();
        return id;
    }

    @Test
    void they_run() {
        String product = product();
        String code = codeDiscounts();
        String starts = "'startsAt': '2026-01-01T00:00:00Z'";
        String bxgy = starts
                + ", 'customerBuys': {'value': {'quantity': '2'}, 'items': {'products': {'productsToAdd': ['"
                + product + "']}}}, 'customerGets': {'value': {'discountOnQuantity': {'quantity': '1', 'effect':"
                + " {'percentage': 0.5}}}, 'items': {'products': {'productsToAdd': ['" + product + "']}}}";
        String two = done("BxgyCreate", "{'d': {'title': 'Two', 'code': 'TWO', " + bxgy + "}}")
                .at("/codeDiscountNode/id")
                .asString();
        done("BxgyUpdate", "{'id': '" + two + "', 'd': {'title': 'Two of them'}}");
        String autoTwo = done("AutoBxgyCreate", "{'d': {'title': 'Auto two', " + bxgy + "}}")
                .at("/automaticDiscountNode/id")
                .asString();
        done("AutoBxgyUpdate", "{'id': '" + autoTwo + "', 'd': {'usesPerOrderLimit': '2'}}");
        String ship = done(
                        "ShipCreate",
                        "{'d': {'title': 'Ship', 'code': 'SHIP', " + starts + ", 'destination': {'all':" + " true}}}")
                .at("/codeDiscountNode/id")
                .asString();
        done("ShipUpdate", "{'id': '" + ship + "', 'd': {'maximumShippingPrice': '9.90'}}");
        String autoShip = done("AutoShipCreate", "{'d': {'title': 'Auto ship', " + starts + "}}")
                .at("/automaticDiscountNode/id")
                .asString();
        done("AutoShipUpdate", "{'id': '" + autoShip + "', 'd': {'endsAt': '2027-01-01T00:00:00Z'}}");
        String auto = done(
                        "AutoCreate",
                        "{'d': {'title': 'Auto', " + starts
                                + ", 'customerGets': {'value': {'discountAmount': {'amount':"
                                + " '5', 'appliesOnEachItem': false}}, 'items': {'all': true}}}}")
                .at("/automaticDiscountNode/id")
                .asString();
        done("AutoUpdate", "{'id': '" + auto + "', 'd': {'tags': ['x']}}");
        done("AutoOff", "{'id': '" + auto + "'}");
        done("AutoOn", "{'id': '" + auto + "'}");
        for (String app : new String[] {"AppCreate", "AutoAppCreate"}) {
            assertThat(run(app, "{'d': {'title': 'App', 'functionHandle': 'volume', " + starts + "}}")
                            .at("/userErrors/0/code")
                            .asString())
                    .isEqualTo("INVALID");
        }
        ordersAndCustomers();
        done("Del", "{'id': '" + code + "'}");
        done("AutoDel", "{'id': '" + auto + "'}");
        done("BulkDel", "{'ids': ['" + two + "', '" + ship + "']}");
        done("AutoBulkDel", "{'ids': ['" + autoTwo + "', '" + autoShip + "']}");
        assertThat(shop.control("{}").get("discounts").asInt()).isZero();
        assertThat(run("StillThere", "{'ids': ['" + code + "', '" + product + "']}")
                        .get(0)
                        .isNull())
                .isTrue();
    }

    private void ordersAndCustomers() {
        shop.control(json("{'customers': [{'email': 'anna@example.com', 'phone': '+4930123'}]}")
                .toString());
        shop.control(json("{'orders': [{'customer': 'anna@example.com', 'codes': ['TEN'], 'shipping': '4.90', 'lines':"
                        + " [{'price': '30'}]}], 'refunds': [{'order': '#1001', 'amount': '1'}]}")
                .toString());
        JsonNode order = run("OrdersPage", "{}").at("/nodes/0");
        assertThat(order.at("/discountCodes/0").asString()).isEqualTo("TEN");
        assertThat(order.at("/refunds/0/totalRefundedSet/shopMoney/amount").asString())
                .isEqualTo("1.0");
        assertThat(run("CustomersPage", "{}")
                        .at("/nodes/0/defaultPhoneNumber/phoneNumber")
                        .asString())
                .isEqualTo("+4930123");
        ObjectNode bulk = RunningShop.JSON.createObjectNode();
        bulk.put("q", "{ orders { edges { node { id discountCodes } } } }");
        assertThat(shop.data(Objects.requireNonNull(documents.get("RunQuery")), bulk)
                        .at("/bulkOperationRunQuery/userErrors"))
                .isEmpty();
    }
}
