package lumen.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;

/**
 * The JSON schema (draft-07) of a configuration file, for editors that check while one types. It
 * accepts every file that lint accepts; rules between keys are known to lint only.
 */
public final class ConfigSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ConfigSchema() {}

  /** The schema of a file. */
  public static ObjectNode of(CatalogueFile file) {
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", file.fileName());
    root.put("description", file.purpose());
    if (file.listing().isPresent()) {
      type(root, "array", true);
      root.put("maxItems", file.listing().get().most());
      section(root.putObject("items"), file.section(), false);
    } else {
      section(root, file.section(), true);
    }
    return root;
  }

  /** The text of the file of a schema. */
  public static String text(CatalogueFile file) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(of(file)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must have a text", e);
    }
  }

  /** A section; left empty it is as if it were left out, so it may be null. */
  private static void section(ObjectNode node, Section section, boolean nullable) {
    ObjectNode properties = node.objectNode();
    ArrayNode required = node.arrayNode();
    for (Key key : section.keys()) {
      key(properties.putObject(key.name()), key);
      if (key.standard() instanceof Key.Required) {
        required.add(key.name());
      }
    }
    type(node, "object", nullable);
    node.put("additionalProperties", false);
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    node.set("properties", properties);
  }

  private static void type(ObjectNode node, String type, boolean nullable) {
    if (nullable) {
      node.putArray("type").add(type).add("null");
    } else {
      node.put("type", type);
    }
  }

  private static void key(ObjectNode node, Key key) {
    node.put("description", key.unit().isEmpty() ? key.meaning() : key.meaning() + " " + unit(key));
    if (key.standard() instanceof Key.Value standard && !(key.shape() instanceof Shape.Members)) {
      node.set("default", value(standard.value()));
    }
    if (key.shape() instanceof Section section) {
      section(node, section, true);
    } else if (key.shape() instanceof Shape.Members members) {
      type(node, "object", true);
      ObjectNode names = node.putObject("propertyNames");
      names.put("pattern", members.names().pattern().pattern());
      section(node.putObject("additionalProperties"), members.member(), true);
    } else if (key.shape() instanceof Sections list) {
      type(node, "array", true);
      section(node.putObject("items"), list.element(), false);
    } else if (key.shape() instanceof Variants variants) {
      variants(node, variants);
    } else {
      value(node, key.shape());
    }
  }

  private static String unit(Key key) {
    return "[" + key.unit() + "]";
  }

  private static JsonNode value(Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number)
          ? NODES.numberNode(number.longValue())
          : NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Shape.Point point) {
      return NODES.arrayNode().add(point.x()).add(point.y());
    }
    if (value instanceof List<?> list) {
      ArrayNode elements = NODES.arrayNode();
      list.forEach(element -> elements.add(value(element)));
      return elements;
    }
    return NODES.textNode((String) value);
  }

  private static void value(ObjectNode node, Shape shape) {
    if (shape instanceof Shape.Real real) {
      real(node, real);
    } else if (shape instanceof Shape.Whole whole) {
      node.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
      if (whole.odd()) {
        node.putObject("not").put("multipleOf", 2);
      }
    } else if (shape instanceof Shape.ZeroOr either) {
      ArrayNode any = node.putArray("anyOf");
      any.addObject().put("const", 0);
      value(any.addObject(), either.otherwise());
    } else if (shape instanceof Shape.OrNull either) {
      ArrayNode any = node.putArray("anyOf");
      any.addObject().put("type", "null");
      value(any.addObject(), either.otherwise());
    } else if (shape instanceof Shape.Flag) {
      node.put("type", "boolean");
    } else if (shape instanceof Shape.Choice choice) {
      ArrayNode words = node.putArray("enum");
      choice.words().forEach(word -> addWord(words, word));
    } else if (shape instanceof Shape.Text text) {
      node.put("type", "string").put("pattern", text.form().pattern().pattern());
    } else if (shape instanceof Shape.NumberOrText either) {
      ArrayNode any = node.putArray("anyOf");
      any.addObject().put("type", "number");
      value(any.addObject(), new Shape.Text(either.form()));
    } else if (shape instanceof Shape.ListOf list) {
      node.put("type", "array").put("maxItems", ValueReader.MAX_ELEMENTS);
      value(node.putObject("items"), list.element());
    } else if (shape instanceof Shape.Curve curve) {
      node.put("type", "array").put("minItems", 1);
      ObjectNode point = node.putObject("items").put("type", "array");
      point.put("minItems", 2).put("maxItems", 2);
      ArrayNode pair = point.putArray("items");
      real(pair.addObject(), curve.x());
      real(pair.addObject(), curve.y());
    }
  }

  private static void real(ObjectNode node, Shape.Real real) {
    node.put("type", "number");
    if (Double.isFinite(real.min())) {
      node.set(real.minExcluded() ? "exclusiveMinimum" : "minimum", value(real.min()));
    }
    if (Double.isFinite(real.max())) {
      node.set(real.maxExcluded() ? "exclusiveMaximum" : "maximum", value(real.max()));
    }
  }

  private static void variants(ObjectNode node, Variants variants) {
    type(node, "array", true);
    ObjectNode items = node.putObject("items");
    items.put("type", "object");
    items.putArray("required").add(Variants.SELECTOR);
    ArrayNode types = items.putObject("properties").putObject(Variants.SELECTOR).putArray("enum");
    variants.types().forEach(types::add);
    ArrayNode all = items.putArray("allOf");
    for (Variant variant : variants.variants()) {
      ObjectNode choice = all.addObject();
      choice
          .putObject("if")
          .putObject("properties")
          .putObject(Variants.SELECTOR)
          .put("const", variant.type());
      section(choice.putObject("then"), variant.section(), false);
    }
  }

  /** A word that is a number may stand as one. */
  private static void addWord(ArrayNode words, String word) {
    words.add(word);
    Numbers.parse(word).ifPresent(number -> words.add((long) number));
  }
}
