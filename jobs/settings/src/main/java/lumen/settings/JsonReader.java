package lumen.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Mark;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;

/**
 * Reads one JSON document into the nodes that YAML files are read into, with the same bounds: a key
 * stands once, nesting is at most {@link YamlReader#MAX_DEPTH}.
 */
public final class JsonReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final Findings findings;

  private JsonReader(JsonParser parser, Findings findings) {
    this.parser = parser;
    this.findings = findings;
  }

  /** The document, or empty if the text is not JSON, which is a finding then. */
  public static Optional<YamlNode> read(String text, Findings findings) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonReader reader = new JsonReader(parser, findings);
      parser.nextToken();
      YamlNode root = reader.node("", 0);
      if (parser.nextToken() != null) {
        findings.error(reader.mark(), "", "must hold one document, a second one begins here");
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Mark mark = at == null ? new Mark(1, 1) : new Mark(at.getLineNr(), at.getColumnNr());
      String problem =
          e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(": enable `.*", "");
      findings.error(mark, "", "must be JSON: " + problem);
    } catch (IOException e) {
      findings.error("must be readable: " + e);
    }
    return Optional.empty();
  }

  private YamlNode node(String path, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw refused("it is empty");
    }
    if (depth > YamlReader.MAX_DEPTH) {
      throw refused("it is nested more than " + YamlReader.MAX_DEPTH + " deep");
    }
    return switch (token) {
      case START_OBJECT -> mapping(path, depth);
      case START_ARRAY -> sequence(path, depth);
      case VALUE_STRING -> new Scalar(mark(), parser.getText(), false);
      default -> new Scalar(mark(), parser.getText(), true);
    };
  }

  private Mapping mapping(String path, int depth) throws IOException {
    Mark start = mark();
    List<Entry> entries = new ArrayList<>();
    Map<String, Mark> firsts = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Scalar key = new Scalar(mark(), parser.currentName(), false);
      String keyPath = KeyPath.join(path, key.text());
      parser.nextToken();
      YamlNode value = node(keyPath, depth + 1);
      Mark first = firsts.putIfAbsent(key.text(), key.mark());
      if (first == null) {
        entries.add(new Entry(key, value));
      } else {
        findings.error(key.mark(), keyPath, "must be given once, is also in line " + first.line());
      }
    }
    return new Mapping(start, List.copyOf(entries));
  }

  private Sequence sequence(String path, int depth) throws IOException {
    Mark start = mark();
    List<YamlNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node(path + '[' + elements.size() + ']', depth + 1));
    }
    return new Sequence(start, List.copyOf(elements));
  }

  private Mark mark() {
    JsonLocation at = parser.currentTokenLocation();
    return new Mark(at.getLineNr(), at.getColumnNr());
  }

  private JsonParseException refused(String why) {
    return new JsonParseException(parser, why);
  }
}
