package lumen.runtime.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import lumen.event.EventLimits;

/** Parses one line of JSON into its fields. */
public final class RowParser {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EventLimits.MAX_DEPTH)
                  .maxNumberLength(EventLimits.MAX_LINE_BYTES)
                  .maxNameLength(EventLimits.MAX_LINE_BYTES)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // Python writes NaN and Infinity as bare words; the pure reader of JSON fails on them.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // A table of field names grows with what strangers write.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final Set<String> WORDS = Set.of("NaN", "Infinity", "-Infinity");

  private final String line;
  private final JsonParser json;
  private final Map<String, RowField> fields = new HashMap<>();
  private RowFault fault;

  private RowParser(String line, JsonParser json) {
    this.line = line;
    this.json = json;
  }

  /**
   * The fields of a line by their names.
   *
   * @throws RowFault where it is no object with fields; what comes first in the line's making
   *     counts
   */
  public static Map<String, RowField> parse(byte[] bytes, int from, int to) throws RowFault {
    if (to - from > EventLimits.MAX_LINE_BYTES) {
      throw new RowFault(
          RowDefect.LINE_TOO_LONG,
          "a line must have at most " + EventLimits.MAX_LINE_BYTES + " bytes, has " + (to - from));
    }
    return parse(utf8(bytes, from, to));
  }

  /**
   * The fields of a line by their names, where its length and its encoding were looked at before.
   *
   * @throws RowFault where it is no object with fields; what comes first in the line's making
   *     counts
   */
  public static Map<String, RowField> parse(String line) throws RowFault {
    try (JsonParser json = JSON.createParser(line)) {
      return new RowParser(line, json).parse();
    } catch (StreamConstraintsException e) {
      throw new RowFault(
          RowDefect.TOO_DEEP, "must be nested at most " + EventLimits.MAX_DEPTH + " deep");
    } catch (JsonProcessingException e) {
      throw new RowFault(RowDefect.NOT_JSON, "must be one JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from a string failed", e);
    }
  }

  private static String utf8(byte[] bytes, int from, int to) throws RowFault {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RowFault(RowDefect.NOT_UTF8, "must be UTF-8 text");
    }
  }

  private Map<String, RowField> parse() throws IOException, RowFault {
    JsonToken first = next();
    if (first == null) {
      throw new RowFault(RowDefect.NOT_JSON, "must be one JSON object: the line is empty");
    }
    if (first == JsonToken.START_OBJECT) {
      while (next() != JsonToken.END_OBJECT) {
        field(json.currentName());
      }
    } else {
      skip();
      fault = new RowFault(RowDefect.NOT_AN_OBJECT, "must be a JSON object");
    }
    if (next() != null) {
      throw new RowFault(RowDefect.NOT_JSON, "must be one JSON object: more follows it");
    }
    if (fault != null) {
      throw fault;
    }
    return fields;
  }

  /** The next token. Jackson takes more words for what is no finite number than are taken here. */
  private JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      String text = json.getText();
      boolean word = Character.isLetter(text.charAt(text.length() - 1));
      if (word && !WORDS.contains(text)) {
        throw new JsonParseException(json, "no number is written " + text);
      }
    }
    return token;
  }

  private void field(String name) throws IOException {
    JsonToken token = next();
    int begin = (int) json.currentTokenLocation().getCharOffset();
    String text = token.isScalarValue() ? json.getText() : "";
    double number = token.isNumeric() ? Double.parseDouble(text) : Double.NaN;
    skip();
    int end = (int) json.currentLocation().getCharOffset();
    boolean structure = !token.isScalarValue();
    RowField field = new RowField(token, structure ? line.substring(begin, end) : text, number);
    if (fields.put(name, field) != null && fault == null) {
      fault =
          new RowFault(RowDefect.DUPLICATE_FIELD, "each field once: \"" + name + "\" stands twice");
    }
  }

  /** Passes over what the newest token begins. */
  private void skip() throws IOException {
    int depth = json.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = next();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }
}
