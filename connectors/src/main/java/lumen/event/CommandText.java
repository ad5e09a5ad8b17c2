package lumen.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A command as one line of JSON, and what every command says, whatever it orders. Only that it is
 * one JSON object is checked here. Numbers keep their digits, so a text that was read and written
 * is the same text.
 */
public final class CommandText {
  /** The time of a command that tells none. */
  public static final long UNSTAMPED = Long.MIN_VALUE;

  private static final String EFFECTIVE = "effective_ts";
  private static final int MICRO_DIGITS = 6;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(EventLimits.MAX_DEPTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ObjectNode fields;
  private final String json;

  private CommandText(ObjectNode fields) {
    this.fields = fields;
    this.json = fields.toString();
  }

  /**
   * Reads a command.
   *
   * @throws MalformedCommandException where it is not one JSON object in UTF-8
   */
  public static CommandText read(byte[] bytes, int from, int to) throws MalformedCommandException {
    return read(utf8(bytes, from, to));
  }

  /**
   * Reads a command.
   *
   * @throws MalformedCommandException where it is not one JSON object
   */
  public static CommandText read(String text) throws MalformedCommandException {
    return of(object(text));
  }

  /**
   * Reads a notice of a log that holds a command.
   *
   * @throws MalformedCommandException where it is not one JSON object in UTF-8
   */
  public static JsonNode notice(byte[] bytes, int from, int to) throws MalformedCommandException {
    return object(utf8(bytes, from, to));
  }

  /**
   * Reads the command that a notice of a log holds under {@code command}.
   *
   * @throws MalformedCommandException where it holds none
   */
  public static CommandText ofNotice(byte[] bytes, int from, int to)
      throws MalformedCommandException {
    return ofNotice(notice(bytes, from, to));
  }

  /**
   * The command of what {@link #notice} read.
   *
   * @throws MalformedCommandException where it holds none
   */
  public static CommandText ofNotice(JsonNode notice) throws MalformedCommandException {
    if (notice.get(LogFormat.COMMAND) instanceof ObjectNode command) {
      return of(command);
    }
    throw new MalformedCommandException("must hold a JSON object under command");
  }

  private static CommandText of(ObjectNode fields) throws MalformedCommandException {
    CommandText text = new CommandText(fields);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text.json)) {
      throw new MalformedCommandException(
          "must be Unicode text: half of a surrogate pair stands alone");
    }
    return text;
  }

  private static String utf8(byte[] bytes, int from, int to) throws MalformedCommandException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedCommandException("must be UTF-8 text");
    }
  }

  private static ObjectNode object(String text) throws MalformedCommandException {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new MalformedCommandException(
          "must be nested at most "
              + EventLimits.MAX_DEPTH
              + " deep, its numbers 1000 digits long");
    } catch (JsonProcessingException e) {
      throw new MalformedCommandException("must be one JSON object: " + JsonWording.plain(e));
    } catch (NumberFormatException e) {
      // An exponent that no decimal number has; Jackson lets it out as it is.
      throw new MalformedCommandException(
          "must be one JSON object: the exponent of a number must have at most 9 digits");
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedCommandException(
        "must be one JSON object, is "
            + (node.isMissingNode()
                ? "empty"
                : node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  /** Its fields, to be read only. */
  public JsonNode fields() {
    return fields;
  }

  /** The whole command in one line. */
  public String json() {
    return json;
  }

  /** Its id, empty where it tells none. */
  public String id() {
    return text("id", "");
  }

  /** Who gives it, empty where it does not tell. */
  public String author() {
    return text("author", "");
  }

  /** The group it is about. */
  public String tenant() {
    return text("tenant", EventLimits.DEFAULT_TENANT);
  }

  private String text(String field, String otherwise) {
    String text = fields.path(field).textValue();
    return text == null ? otherwise : text;
  }

  /** When it takes effect, microseconds since the epoch; {@link #UNSTAMPED} where it tells none. */
  public long effectiveMicros() {
    return micros(fields.path(EFFECTIVE));
  }

  /** A number of epoch seconds in microseconds; {@link #UNSTAMPED} where it is none. */
  public static long micros(JsonNode value) {
    double seconds = value.isNumber() ? value.doubleValue() : 0;
    return seconds > 0 && seconds < EventLimits.MAX_TS_SECONDS
        ? EventParser.toMicros(seconds)
        : UNSTAMPED;
  }

  /** The same command, which takes effect at this time, microseconds since the epoch. */
  public CommandText stamped(long effectiveMicros) {
    ObjectNode stamped = fields.deepCopy();
    stamped.put(EFFECTIVE, seconds(effectiveMicros));
    return new CommandText(stamped);
  }

  /** Microseconds since the epoch as seconds, exactly, with six digits. */
  public static BigDecimal seconds(long micros) {
    return BigDecimal.valueOf(micros, MICRO_DIGITS);
  }

  /** The command as the job takes it. */
  public Command command(String stream, Position position) {
    return new Command(
        stream, tenant(), id(), author(), effectiveMicros(), json, position, Optional.of(this));
  }
}
