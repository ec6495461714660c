package io.silkroute.sandbox.graphql;

import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.validation.ValidationError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Documents parsed, validated and priced once, then kept by their text. */
public final class Documents {
    private static final int MOST = 2000;
    private static final ParserOptions LIMITS = ParserOptions.getDefaultParserOptions()
            .transform(options ->
                    options.maxCharacters(20_000_000).maxTokens(1_000_000).maxWhitespaceTokens(2_000_000));

    private final ShopSchema schema;
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    Documents(ShopSchema schema) {
        this.schema = schema;
    }

    /** @param defaults of its variables */
    public record Operation(OperationDefinition definition, CostPlan cost, Map<String, Object> defaults) {

        static Operation of(ShopSchema schema, Document document, OperationDefinition definition) {
            Map<String, Object> defaults = new HashMap<>();
            for (VariableDefinition variable : definition.getVariableDefinitions()) {
                Object value = Literals.of(variable.getDefaultValue(), Map.of());
                if (value != null) {
                    defaults.put(variable.getName(), value);
                }
            }
            return new Operation(definition, CostPlan.of(schema, document, definition), defaults);
        }

        /** How many connections it selects, at any depth. */
        public int connections() {
            return cost.connections();
        }

        /** Whether it selects a connection within a list that is none. */
        public boolean connectionWithinList() {
            return cost.connectionWithinList();
        }

        /** The variables as sent, and the defaults of those that were not. */
        Map<String, Object> variables(Map<String, Object> sent) {
            if (sent.keySet().containsAll(defaults.keySet())) {
                return sent;
            }
            Map<String, Object> all = new HashMap<>(defaults);
            all.putAll(sent);
            return all;
        }
    }

    /** @param errors entries for the top-level {@code errors}; not empty: the document is not executed */
    public record Prepared(
            @Nullable Document document, List<Map<String, Object>> errors, Map<String, Operation> operations) {

        /** The operation of this name; the only one when no name is given. */
        public @Nullable Operation operation(@Nullable String name) {
            if (name == null || name.isEmpty()) {
                return operations.size() == 1 ? operations.values().iterator().next() : null;
            }
            return operations.get(name);
        }
    }

    Prepared prepare(String text) {
        Prepared known = prepared.get(text);
        if (known == null) {
            if (prepared.size() >= MOST) {
                prepared.clear();
            }
            known = make(text);
            prepared.put(text, known);
        }
        return known;
    }

    private Prepared make(String text) {
        Document document;
        try {
            document = new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(text)
                            .parserOptions(LIMITS)
                            .build());
        } catch (InvalidSyntaxException e) {
            return new Prepared(null, List.of(DocumentErrors.syntax(e)), Map.of());
        }
        List<ValidationError> errors =
                ParseAndValidate.validate(schema.graphql(), document, rule -> true, Locale.ENGLISH);
        if (!errors.isEmpty()) {
            return new Prepared(null, errors.stream().map(DocumentErrors::of).toList(), Map.of());
        }
        Map<String, Operation> operations = new HashMap<>();
        for (OperationDefinition definition : document.getDefinitionsOfType(OperationDefinition.class)) {
            String name = definition.getName() == null ? "" : definition.getName();
            operations.put(name, Operation.of(schema, document, definition));
        }
        return new Prepared(document, List.of(), operations);
    }
}
