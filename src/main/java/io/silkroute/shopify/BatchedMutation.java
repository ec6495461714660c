package io.silkroute.shopify;

import graphql.language.AstPrinter;
import graphql.language.AstTransformer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document that holds the same mutation several times. The i-th stands there under the alias {@code a<i>}, and its
 * variables have the number behind their names: {@code $id} is {@code $id<i>}.
 */
public final class BatchedMutation {

    private BatchedMutation() {}

    private static String alias(int i) {
        return "a" + i;
    }

    private static String numbered(String variable, int i) {
        return variable + i;
    }

    /** The variables of all, in the order of the mutations. */
    public static ObjectNode variables(Iterable<ObjectNode> each) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        int i = 0;
        for (ObjectNode one : each) {
            for (Map.Entry<String, JsonNode> variable : one.properties()) {
                all.set(numbered(variable.getKey(), i), variable.getValue());
            }
            i++;
        }
        return all;
    }

    /** What an answer, accepted or aborted, is for the i-th of n, as if that had been sent on its own. */
    public static CallResult share(CallResult answer, Operation operation, int i, int n) {
        Usage usage = answer.usage().share(i, n);
        return answer instanceof CallResult.Accepted accepted
                ? new CallResult.Accepted(
                        JsonNodeFactory.instance
                                .objectNode()
                                .set(operation.name(), accepted.data().path(alias(i))),
                        usage)
                : answer.withUsage(usage);
    }

    /** @param document one operation with one field */
    static String times(String document, int n) {
        OperationDefinition once = Parser.parse(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0);
        List<VariableDefinition> variables = new ArrayList<>();
        SelectionSet.Builder fields = SelectionSet.newSelectionSet();
        for (int i = 0; i < n; i++) {
            for (VariableDefinition variable : once.getVariableDefinitions()) {
                String name = numbered(variable.getName(), i);
                variables.add(variable.transform(it -> it.name(name)));
            }
            fields.selection(
                    numbered((Field) once.getSelectionSet().getSelections().get(0), i));
        }
        OperationDefinition several =
                once.transform(it -> it.variableDefinitions(variables).selectionSet(fields.build()));
        return AstPrinter.printAstCompact(
                Document.newDocument().definition(several).build());
    }

    private static Field numbered(Field field, int i) {
        Node<?> renamed = new AstTransformer().transform(field, new NodeVisitorStub() {
            @Override
            public TraversalControl visitVariableReference(VariableReference node, TraverserContext<Node> context) {
                return TreeTransformerUtil.changeNode(
                        context, node.transform(it -> it.name(numbered(node.getName(), i))));
            }
        });
        return ((Field) renamed).transform(it -> it.alias(alias(i)));
    }
}
