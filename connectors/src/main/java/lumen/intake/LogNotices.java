package lumen.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.event.Reject;
import lumen.event.RejectReason;

/**
 * Reads the lines of a log that are no events. Their first field, {@code lumen}, tells what they
 * are:
 *
 * <ul>
 *   <li>log, the header of every part, with version and out_of_orderness_us;
 *   <li>beat, the clock went on without an event;
 *   <li>reject, something was not taken, with reason, detail and raw;
 *   <li>filtered or dropped, count messages were not selected, or lost;
 *   <li>command, an operator's, which is handed on as it stands under command.
 * </ul>
 *
 * <p>All but the header tell the time at (seconds), all but header and beat the stream; those of
 * messages tell the source too.
 */
final class LogNotices {
  /** Version of the format of logs. */
  static final int VERSION = 1;

  private static final byte[] PREFIX = "{\"lumen\":".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS = 1e6;

  private final LogIntake intake;

  LogNotices(LogIntake intake) {
    this.intake = intake;
  }

  static boolean isNotice(SourceLine line) {
    byte[] bytes = line.buffer();
    int from = line.start();
    if (line.end() - from < PREFIX.length) {
      return false;
    }
    for (int i = 0; i < PREFIX.length; i++) {
      if (bytes[from + i] != PREFIX[i]) {
        return false;
      }
    }
    return true;
  }

  boolean take(SourceLine line, long untilMicros) {
    JsonNode notice;
    try {
      notice = JSON.readTree(line.buffer(), line.start(), line.end() - line.start());
    } catch (JsonProcessingException e) {
      intake.malformed("a notice of a log must be JSON: " + e.getOriginalMessage(), line);
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    String kind = notice.path("lumen").asText();
    if (kind.equals("log")) {
      header(notice, line);
      return true;
    }
    long at = Math.round(notice.path("at").asDouble(0) * MICROS);
    if (at <= 0) {
      intake.malformed("a notice of a log must have at > 0: " + kind, line);
      return true;
    }
    if (!intake.isDue(at, untilMicros)) {
      return false;
    }
    intake.arrived(at);
    String stream = notice.path("stream").asText();
    String source = notice.path("source").asText();
    switch (kind) {
      case "beat" -> {
        // The clock alone went on.
      }
      case "reject" -> reject(notice, stream, source, line);
      case "filtered" -> intake.stream(stream).takeFiltered(source, count(notice));
      case "dropped" -> intake.stream(stream).takeDropped(source, count(notice));
      case "command" -> command(stream, line);
      default -> intake.malformed("a log must not hold a notice of kind " + clipped(kind), line);
    }
    return true;
  }

  private void header(JsonNode notice, SourceLine line) {
    long outOfOrderness = notice.path("out_of_orderness_us").asLong(-1);
    if (notice.path("version").asInt() != VERSION || outOfOrderness < 0) {
      intake.malformed(
          "a log must be of version " + VERSION + " and tell its out_of_orderness_us", line);
      return;
    }
    intake.within(outOfOrderness);
  }

  private void reject(JsonNode notice, String stream, String source, SourceLine line) {
    RejectReason reason = RejectReason.ofCode(notice.path("reason").asText());
    intake.stream(stream)
        .takeReject(
            new Reject(
                reason == null ? RejectReason.MALFORMED_LOG : reason,
                notice.path("detail").asText(),
                stream,
                source,
                line.position(),
                notice.path("raw").asText()));
  }

  private void command(String stream, SourceLine line) {
    try {
      CommandText text = CommandText.ofNotice(line.buffer(), line.start(), line.end());
      intake.takeCommand(text.command(stream.isEmpty() ? Command.STREAM : stream, line.position()));
    } catch (MalformedCommandException e) {
      intake.malformed("a command of a log " + e.getMessage(), line);
    }
  }

  private static long count(JsonNode notice) {
    return Math.max(0, notice.path("count").asLong());
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), EventLimits.MAX_NAME_CHARS));
  }
}
