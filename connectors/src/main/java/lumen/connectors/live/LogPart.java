package lumen.connectors.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

/** One part of a log while it is written. */
final class LogPart {
  private static final Pattern NAME = Pattern.compile("part-(\\d{8})\\.ndjson(\\.gz)?(\\.tmp)?");
  private static final byte[] AT = "\"at\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTICE = "{\"lumen\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LATE = "\"fate\":\"late\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COUNT = "\"count\":".getBytes(StandardCharsets.US_ASCII);
  private static final long NO_ARRIVAL = Long.MIN_VALUE;

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
        byte[] json = Arrays.copyOfRange(content, from, i);
        from = i + 1;
        lines++;
        long at = arrivalOf(json);
        first = first == NO_ARRIVAL ? at : first;
        last = Math.max(last, at);
        if (lines > 1) {
          counts.merge(kindOf(json), countOf(json), Long::sum);
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

  /** When the line arrived, microseconds since the epoch; the smallest long where it tells none. */
  static long arrivalOf(byte[] json) {
    int at = lastIndexOf(json, AT);
    if (at < 0) {
      return NO_ARRIVAL;
    }
    int from = at + AT.length;
    int to = from;
    while (to < json.length && (json[to] == '.' || (json[to] >= '0' && json[to] <= '9'))) {
      to++;
    }
    String text = new String(json, from, to - from, StandardCharsets.US_ASCII);
    return text.isEmpty() || text.equals(".")
        ? NO_ARRIVAL
        : Math.round(Double.parseDouble(text) * 1e6);
  }

  /** What a line is: event, late, or the kind of its notice. */
  static String kindOf(byte[] json) {
    if (!startsWith(json, NOTICE)) {
      return lastIndexOf(json, LATE) < 0 ? "event" : "late";
    }
    int to = NOTICE.length;
    while (to < json.length && json[to] != '"') {
      to++;
    }
    return new String(json, NOTICE.length, to - NOTICE.length, StandardCharsets.US_ASCII);
  }

  /** How many messages a line stands for. */
  static long countOf(byte[] json) {
    int at = startsWith(json, NOTICE) ? lastIndexOf(json, COUNT) : -1;
    long count = 0;
    for (int i = at + COUNT.length; at >= 0 && json[i] >= '0' && json[i] <= '9'; i++) {
      count = 10 * count + (json[i] - '0');
    }
    return at < 0 ? 1 : count;
  }

  private static boolean startsWith(byte[] json, byte[] beginning) {
    return json.length >= beginning.length && matches(json, 0, beginning);
  }

  private static int lastIndexOf(byte[] json, byte[] text) {
    for (int i = json.length - text.length; i >= 0; i--) {
      if (matches(json, i, text)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] json, int at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (json[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
