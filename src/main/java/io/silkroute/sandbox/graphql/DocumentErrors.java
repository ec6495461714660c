package io.silkroute.sandbox.graphql;

import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.validation.ValidationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a document, in Shopify's words and codes. */
final class DocumentErrors {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private DocumentErrors() {}

    static Map<String, Object> syntax(InvalidSyntaxException e) {
        SourceLocation at = e.getLocation();
        String near = e.getOffendingToken();
        return error(
                "syntax error, unexpected " + (near == null ? "end of file" : "\"" + near + "\"")
                        + (at == null ? "" : " at [" + at.getLine() + ", " + at.getColumn() + "]"),
                at == null ? List.of() : List.of(at),
                List.of(),
                new LinkedHashMap<>(Map.of("code", "PARSE_ERROR")));
    }

    static Map<String, Object> of(ValidationError error) {
        String text = error.getMessage();
        List<String> named = quoted(text);
        Map<String, Object> extensions = new LinkedHashMap<>();
        String message = text.replaceFirst("^Validation error \\([^)]*\\) : ", "");
        switch (error.getValidationErrorType().toString()) {
            case "FieldUndefined" -> {
                String field = named.isEmpty() ? "" : named.get(0);
                String type = named.size() < 2 ? "" : named.get(1);
                message = "Field '" + field + "' doesn't exist on type '" + type + "'";
                extensions.put("code", "undefinedField");
                extensions.put("typeName", type);
                extensions.put("fieldName", field);
            }
            case "SubselectionRequired" -> {
                String field = named.isEmpty() ? "" : last(named);
                message = "Field must have selections (field '" + field + "' returns an object but has no selections."
                        + " Did you mean '" + field + " { ... }'?)";
                extensions.put("code", "selectionMismatch");
                extensions.put("nodeName", "field '" + field + "'");
            }
            case "SubselectionNotAllowed" -> {
                extensions.put("code", "selectionMismatch");
                extensions.put("nodeName", "field '" + last(named) + "'");
            }
            case "MissingFieldArgument" -> {
                String field = last(path(error));
                String argument = named.isEmpty() ? "" : named.get(0);
                message = "Field '" + field + "' is missing required arguments: " + argument;
                extensions.put("code", "missingRequiredArguments");
                extensions.put("className", "Field");
                extensions.put("name", field);
                extensions.put("arguments", argument);
            }
            case "UnknownArgument" -> {
                String field = last(path(error));
                String argument = last(named);
                message = "Field '" + field + "' doesn't accept argument '" + argument + "'";
                extensions.put("code", "argumentNotAccepted");
                extensions.put("name", field);
                extensions.put("typeName", "Field");
                extensions.put("argumentName", argument);
            }
            case "WrongType", "NullValueForNonNullArgument" -> extensions.put("code", "argumentLiteralsIncompatible");
            case "VariableTypeMismatch" -> extensions.put("code", "variableMismatch");
            case "UndefinedVariable" -> extensions.put("code", "variableNotDefined");
            case "UnusedVariable" -> extensions.put("code", "variableNotUsed");
            case "UnusedFragment" -> extensions.put("code", "useAndDefineFragment");
            case "UnknownType" -> extensions.put("code", "undefinedType");
            default ->
                extensions.put("code", camel(error.getValidationErrorType().toString()));
        }
        List<Object> path = new ArrayList<>();
        path.add("query");
        path.addAll(path(error));
        return error(message, error.getLocations(), path, extensions);
    }

    static Map<String, Object> error(
            String message, List<SourceLocation> locations, List<?> path, Map<String, Object> extensions) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        if (locations != null && !locations.isEmpty()) {
            error.put(
                    "locations",
                    locations.stream()
                            .map(at -> Map.of("line", at.getLine(), "column", at.getColumn()))
                            .toList());
        }
        if (!path.isEmpty()) {
            error.put("path", path);
        }
        error.put("extensions", extensions);
        return error;
    }

    private static List<String> path(ValidationError error) {
        return error.getQueryPath() == null ? List.of() : error.getQueryPath();
    }

    private static String last(List<String> list) {
        return list.isEmpty() ? "" : list.get(list.size() - 1);
    }

    private static List<String> quoted(String text) {
        List<String> quoted = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            quoted.add(matcher.group(1));
        }
        return quoted;
    }

    private static String camel(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
