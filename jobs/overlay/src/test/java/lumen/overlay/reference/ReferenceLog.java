package lumen.overlay.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A log whose outputs another implementation computed; the folder's README tells of it. */
public enum ReferenceLog {
  BASIC,
  BREAKER,
  CONTROL,
  GATES;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file's text; empty where there is none. */
  public String text(String file) {
    String name = name().toLowerCase(Locale.ROOT) + '/' + file + ".gz";
    try (InputStream in = ReferenceLog.class.getResourceAsStream(name)) {
      return in == null
          ? ""
          : new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's lines, blank ones included. */
  public List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** A run of the whole log. */
  public RouteLogRun run() {
    return new RouteLogRun(text("config/overlay.yaml"), text("config/overlay_flags.yaml"))
        .control(lines("control.ndjson"))
        .take(lines("input.ndjson"))
        .end();
  }

  /** The rejects as {@code reason stream line}. */
  public List<String> rejects() {
    return lines("expected/rejects.ndjson").stream().map(ReferenceLog::reject).toList();
  }

  private static String reject(String line) {
    try {
      JsonNode reject = JSON.readTree(line);
      return reject.path("reason").asText()
          + ' '
          + reject.path("stream").asText()
          + ' '
          + reject.path("line").asLong();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
