package lumen.governance.reference;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import lumen.governance.settings.GovernanceSettings;
import org.yaml.snakeyaml.Yaml;

/** Settings of a text: what it holds over the defaults, key by key. */
public final class TestSettings {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private TestSettings() {}

  /** The settings of a text. */
  public static GovernanceSettings read(String yaml) {
    try {
      Object read = new Yaml().load(yaml);
      ObjectNode all = JSON.valueToTree(GovernanceSettings.DEFAULTS);
      merge(all, JSON.valueToTree(texts(read)));
      return JSON.treeToValue(all, GovernanceSettings.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** YAML 1.1 takes the key {@code on} for a truth value. */
  private static Object texts(Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> texts.put(Boolean.TRUE.equals(key) ? "on" : (String) key, texts(value)));
    return texts;
  }

  private static void merge(ObjectNode into, JsonNode from) {
    from.properties()
        .forEach(
            each -> {
              if (each.getValue().isObject() && into.path(each.getKey()).isObject()) {
                merge((ObjectNode) into.get(each.getKey()), each.getValue());
              } else {
                into.set(each.getKey(), each.getValue());
              }
            });
  }
}
