package io.silkroute.connector.config;

import io.silkroute.connector.secret.DeliveryKeys;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.connector.secret.SourceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A configuration as the API shows it: camelCase, and of each secret only whether it is set. */
@Component
public class ConfigJson {

    private static final int LONGEST_SHOWN = 200;

    private final ObjectMapper json;

    ConfigJson(ObjectMapper json) {
        this.json = json;
    }

    public ObjectNode shown(ConnectorConfig config, Secrets secrets) {
        ObjectNode tree = json.valueToTree(config);
        ObjectNode set = tree.putObject("secrets");
        set.put("pimToken", secrets.pimToken() != null)
                .put("accessToken", secrets.accessToken() != null)
                .put("clientSecret", secrets.clientSecret() != null)
                .put("webhookSecret", secrets.webhookSecret() != null)
                .put("nextWebhookSecret", secrets.nextWebhookSecret() != null);
        ArrayNode receivers = set.putArray("notificationWebhooks");
        config.notifications().webhooks().forEach(receiver -> {
            DeliveryKeys keys = secrets.deliveryKeys(receiver.url().toString());
            receivers
                    .addObject()
                    .put("url", receiver.url().toString())
                    .put("secret", keys.secret() != null)
                    .put("previousSecret", keys.previousSecret() != null);
        });
        ArrayNode sources = set.putArray("sources");
        config.sources().forEach(source -> {
            SourceKeys keys = secrets.sourceKeys(source.secretsPlace());
            sources.addObject()
                    .put("name", source.name())
                    .put("token", keys.token() != null)
                    .put("password", keys.password() != null)
                    .put("clientSecret", keys.clientSecret() != null);
        });
        return tree;
    }

    /**
     * Merges as RFC 7396 does, except that a null stays: to a configuration it means "the default", to a secret
     * "remove it", where an absent secret stays as it is.
     */
    public static ObjectNode patched(ObjectNode tree, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isObject() && tree.path(field.getKey()) instanceof ObjectNode inner) {
                patched(inner, field.getValue());
            } else {
                tree.set(field.getKey(), field.getValue());
            }
        });
        return tree;
    }

    /** Sets a key. @param path such as {@code rules.campaigns.only}, as a {@link Difference} names it */
    public static void set(ObjectNode tree, String path, JsonNode value) {
        int dot = path.lastIndexOf('.');
        ObjectNode within =
                dot < 0 ? tree : tree.withObject("/" + path.substring(0, dot).replace('.', '/'));
        within.set(path.substring(dot + 1), value);
    }

    /** One key in which an earlier and a later configuration differ. @param path such as {@code export.tags} */
    public record Difference(String path, JsonNode then, JsonNode now) {}

    /** Every key in which two configurations differ, in the order of their paths. */
    public List<Difference> differences(ConnectorConfig then, ConnectorConfig now) {
        ObjectNode one = json.valueToTree(then);
        ObjectNode other = json.valueToTree(now);
        Set<String> paths = new TreeSet<>();
        compare("", one, other, paths);
        return paths.stream()
                .map(path -> "/" + path.replace('.', '/'))
                .map(at -> new Difference(at.substring(1).replace('/', '.'), one.at(at), other.at(at)))
                .toList();
    }

    /** Each difference between two configurations in words, before and after; of a secret only its name. */
    public List<String> changes(ConfigReader.Read before, ConfigReader.Read after) {
        List<String> changes = new ArrayList<>();
        differences(before.config(), after.config())
                .forEach(one -> changes.add(one.path() + " " + bounded(one.then()) + " → " + bounded(one.now())));
        secrets(before, after).forEach(name -> changes.add(name + " (a secret)"));
        return changes;
    }

    private static String bounded(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** The names of the secrets in which two configurations differ. */
    public Set<String> secrets(ConfigReader.Read before, ConfigReader.Read after) {
        Set<String> changed = new TreeSet<>();
        JsonNode secrets = json.valueToTree(after.secrets());
        json.<ObjectNode>valueToTree(before.secrets()).properties().forEach(field -> {
            if (!field.getValue().equals(secrets.get(field.getKey()))) {
                changed.add(field.getKey());
            }
        });
        return changed;
    }

    private static void compare(String path, JsonNode left, JsonNode right, Set<String> changed) {
        for (Map.Entry<String, JsonNode> field : left.properties()) {
            JsonNode other = right.path(field.getKey());
            if (field.getValue().isObject() && other.isObject()) {
                compare(path + field.getKey() + ".", field.getValue(), other, changed);
            } else if (!field.getValue().equals(other)) {
                changed.add(path + field.getKey());
            }
        }
        // A key that is left out while it says nothing is new where it says something.
        right.propertyNames().stream().filter(key -> !left.has(key)).forEach(key -> changed.add(path + key));
    }
}
