package lumen.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads frames one after the other: flat JSON objects of numbers, nulls and strings. Fields are
 * read by name into one reused row, unknown ones are left out.
 */
final class FrameReader implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final Path file;
  private final JsonParser parser;
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  FrameReader(Path file) throws IOException {
    this.file = file;
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    parser = JSON.createParser(in);
  }

  /** Moves to the next frame; false at the end. */
  boolean next() throws IOException {
    try {
      if (parser.nextToken() == null) {
        return false;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw broken("a frame must be an object", null);
      }
      numbers.clear();
      texts.clear();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        field(parser.currentName());
      }
      return true;
    } catch (JsonParseException e) {
      throw broken("frames must be JSON", e);
    }
  }

  private void field(String name) throws IOException {
    JsonToken token = parser.nextToken();
    if (token.isNumeric()) {
      numbers.put(name, parser.getDoubleValue());
    } else if (token.isBoolean()) {
      numbers.put(name, token == JsonToken.VALUE_TRUE ? 1.0 : 0.0);
    } else if (token == JsonToken.VALUE_STRING) {
      texts.put(name, parser.getText());
    } else {
      parser.skipChildren();
    }
  }

  private IOException broken(String rule, Throwable cause) {
    int line = parser.currentLocation().getLineNr();
    return new IOException(rule + ": file=" + file + " line=" + line, cause);
  }

  /** A number, NaN where it is null or absent; 1 for true, 0 for false. */
  double number(String name) {
    Double value = numbers.get(name);
    return value == null ? Double.NaN : value;
  }

  /** A number that must be there. */
  double required(String name) throws IOException {
    Double value = numbers.get(name);
    if (value == null) {
      throw broken("a frame must have the number " + name, null);
    }
    return value;
  }

  /** A text that must be there. */
  String text(String name) throws IOException {
    String value = texts.get(name);
    if (value == null) {
      throw broken("a frame must have the text " + name, null);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
