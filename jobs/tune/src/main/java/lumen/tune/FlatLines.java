package lumen.tune;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import lumen.terminal.CommandFailure;

/**
 * Reads a log, one JSON object a line: frames, control frames, a bench, rows. What is nested in a
 * line is left out.
 */
final class FlatLines {
  private static final int MOST_NAMES = 1_000;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private FlatLines() {}

  /**
   * Reads a file to its end.
   *
   * @return its SHA-256 in hexadecimal digits
   * @throws CommandFailure with one line, if it cannot be read or holds something else
   */
  static String read(Path file, Consumer<FlatLine> lines) {
    try {
      DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256());
      try (JsonParser parser = JSON.createParser(new BufferedInputStream(in, 1 << 16))) {
        while (parser.nextToken() != null) {
          lines.accept(line(file, parser));
        }
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw broken(file, line);
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("must be a file, does not exist: " + file);
    } catch (IOException e) {
      throw CommandFailure.usage("must be a file that can be read: " + file);
    }
  }

  private static FlatLine line(Path file, JsonParser parser) throws IOException {
    FlatLine line = new FlatLine(parser.currentTokenLocation().getLineNr());
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw broken(file, line.line());
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value.isNumeric()) {
        line.put(name, parser.getDoubleValue());
      } else if (value == JsonToken.VALUE_STRING) {
        line.put(name, parser.getText());
      } else {
        line.putOther(name);
        parser.skipChildren();
      }
      if (line.size() > MOST_NAMES) {
        throw CommandFailure.usage(
            "must have at most %d keys in a line: file=%s line=%d"
                .formatted(MOST_NAMES, file, line.line()));
      }
    }
    return line;
  }

  private static CommandFailure broken(Path file, int line) {
    return CommandFailure.usage(
        "must be one JSON object a line: file=%s line=%d".formatted(file, line));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }
}
