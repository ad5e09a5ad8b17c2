package lumen.connectors.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import lumen.event.LineTally;

/** One part of a log while it is written. */
final class LogPart {
  private static final Pattern NAME = Pattern.compile("part-(\\d{8})\\.ndjson(\\.gz)?(\\.tmp)?");
  private static final long NO_ARRIVAL = LineTally.NO_ARRIVAL;

  /**
   * A part that is whole.
   *
   * @param file its name
   * @param lines number of its lines, the header included
   * @param bytes size of the file
   * @param sha256 hash of the file, hexadecimal
   * @param fromMicros first arrival
   * @param toMicros last arrival
   */
  record Whole(String file, long lines, long bytes, String sha256, long fromMicros, long toMicros) {
    ObjectNode json(ObjectMapper mapper) {
      return mapper
          .createObjectNode()
          .put("file", file)
          .put("lines", lines)
          .put("bytes", bytes)
          .put("sha256", sha256)
          .put("from", BigDecimal.valueOf(fromMicros, 6))
          .put("to", BigDecimal.valueOf(toMicros, 6));
    }

    static Whole of(JsonNode node) {
      return new Whole(
          node.path("file").asText(),
          node.path("lines").asLong(),
          node.path("bytes").asLong(),
          node.path("sha256").asText(),
          node.path("from").decimalValue().movePointRight(6).longValue(),
          node.path("to").decimalValue().movePointRight(6).longValue());
    }
  }

  private final Path target;
  private final Path written;
  private final MessageDigest hash;
  private final OutputStream out;
  private long lines;
  private long bytes;
  private long firstMicros = NO_ARRIVAL;
  private long lastMicros = NO_ARRIVAL;

  private LogPart(Path target, Path written, MessageDigest hash, OutputStream out) {
    this.target = target;
    this.written = written;
    this.hash = hash;
    this.out = out;
  }

  /** Begins a part; a compressed one gets its name when it is whole. */
  static LogPart begin(Path folder, int number, boolean compressed, byte[] header)
      throws IOException {
    String name = "part-%08d.ndjson".formatted(number) + (compressed ? ".gz" : "");
    Path target = folder.resolve(name);
    Path written = compressed ? folder.resolve(name + ".tmp") : target;
    MessageDigest hash = sha256();
    OutputStream file = Files.newOutputStream(written, StandardOpenOption.CREATE_NEW);
    OutputStream hashed = new DigestOutputStream(file, hash);
    OutputStream out =
        new BufferedOutputStream(compressed ? new GZIPOutputStream(hashed) : hashed, 1 << 16);
    LogPart part = new LogPart(target, written, hash, out);
    part.write(header);
    return part;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }

  /**
   * A plain part that a writer left when it was killed; a last line without an end is none.
   *
   * @param counts takes what its lines are
   */
  static Whole left(Path file, Map<String, Long> counts) throws IOException {
    MessageDigest hash = sha256();
    byte[] content = Files.readAllBytes(file);
    long lines = 0;
    long first = NO_ARRIVAL;
    long last = NO_ARRIVAL;
    int from = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        LineTally line = LineTally.of(Arrays.copyOfRange(content, from, i));
        from = i + 1;
        lines++;
        first = first == NO_ARRIVAL ? line.arrivalMicros() : first;
        last = Math.max(last, line.arrivalMicros());
        if (lines > 1) {
          counts.merge(line.kind(), line.count(), Long::sum);
        }
      }
    }
    return new Whole(
        String.valueOf(file.getFileName()),
        lines,
        content.length,
        HexFormat.of().formatHex(hash.digest(content)),
        Math.max(0, first),
        Math.max(0, last));
  }

  void line(byte[] json, long atMicros) throws IOException {
    write(json);
    if (atMicros != NO_ARRIVAL) {
      firstMicros = firstMicros == NO_ARRIVAL ? atMicros : firstMicros;
      lastMicros = Math.max(lastMicros, atMicros);
    }
  }

  private void write(byte[] json) throws IOException {
    out.write(json);
    out.write('\n');
    lines++;
    bytes += json.length + 1;
  }

  void flush() throws IOException {
    out.flush();
  }

  Whole end() throws IOException {
    out.close();
    if (!written.equals(target)) {
      Files.move(written, target);
    }
    return new Whole(
        String.valueOf(target.getFileName()),
        lines,
        Files.size(target),
        HexFormat.of().formatHex(hash.digest()),
        Math.max(0, firstMicros),
        Math.max(0, lastMicros));
  }

  long bytes() {
    return bytes;
  }

  long firstMicros() {
    return firstMicros == NO_ARRIVAL ? Long.MAX_VALUE : firstMicros;
  }

  /** The number in a part's name, 0 for another file. */
  static int numberOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Whether a file is a part that is not compressed. */
  static boolean isPlain(String name) {
    return name.endsWith(".ndjson") && numberOf(name) > 0;
  }
}
