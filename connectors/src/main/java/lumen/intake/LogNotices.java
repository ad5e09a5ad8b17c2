package lumen.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.LogFormat;
import lumen.event.MalformedCommandException;
import lumen.event.Reject;
import lumen.event.RejectReason;

/**
 * Reads the lines of a log that are no events, as {@link LogFormat} has them. All but the header
 * tell the time at (seconds), all but header and beat the stream; those of messages tell the source
 * too.
 */
final class LogNotices {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS = 1e6;

  private final LogIntake intake;

  LogNotices(LogIntake intake) {
    this.intake = intake;
  }

  static boolean isNotice(SourceLine line) {
    return LogFormat.isNotice(line.buffer(), line.start(), line.end());
  }

  boolean take(SourceLine line, long untilMicros) {
    Optional<JsonNode> commanding = commanding(line);
    JsonNode notice;
    try {
      notice =
          commanding.isPresent()
              ? commanding.get()
              : JSON.readTree(line.buffer(), line.start(), line.end() - line.start());
    } catch (JsonProcessingException e) {
      intake.malformed("a notice of a log must be JSON: " + e.getOriginalMessage(), line);
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    String kind = notice.path(LogFormat.KIND).asText();
    if (kind.equals(LogFormat.LOG)) {
      header(notice, line);
      return true;
    }
    long at = Math.round(notice.path(LogFormat.AT).asDouble(0) * MICROS);
    if (at <= 0) {
      intake.malformed("a notice of a log must have at > 0: " + kind, line);
      return true;
    }
    if (!intake.isDue(at, untilMicros)) {
      return false;
    }
    intake.arrived(at);
    String stream = notice.path(LogFormat.STREAM).asText();
    String source = notice.path(LogFormat.SOURCE).asText();
    switch (kind) {
      case LogFormat.BEAT -> {
        // The clock alone went on.
      }
      case LogFormat.REJECT -> reject(notice, stream, source, line);
      case LogFormat.FILTERED -> intake.stream(stream).takeFiltered(source, count(notice));
      case LogFormat.DROPPED -> intake.stream(stream).takeDropped(source, count(notice));
      case LogFormat.COMMAND -> command(commanding, stream, line);
      default -> intake.malformed("a log must not hold a notice of kind " + clipped(kind), line);
    }
    return true;
  }

  /** A notice of a command, read as strictly as commands are; empty where it is none, or wrong. */
  private static Optional<JsonNode> commanding(SourceLine line) {
    if (!LogFormat.isCommand(line.buffer(), line.start(), line.end())) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommandText.notice(line.buffer(), line.start(), line.end()));
    } catch (MalformedCommandException e) {
      return Optional.empty(); // It is told below, once its time has come.
    }
  }

  private void header(JsonNode notice, SourceLine line) {
    long outOfOrderness = notice.path(LogFormat.OUT_OF_ORDERNESS).asLong(-1);
    if (notice.path(LogFormat.VERSION_FIELD).asInt() != LogFormat.VERSION || outOfOrderness < 0) {
      intake.malformed(
          "a log must be of version "
              + LogFormat.VERSION
              + " and tell its "
              + LogFormat.OUT_OF_ORDERNESS,
          line);
      return;
    }
    intake.within(outOfOrderness);
  }

  private void reject(JsonNode notice, String stream, String source, SourceLine line) {
    RejectReason reason = RejectReason.ofCode(notice.path(LogFormat.REASON).asText());
    intake.stream(stream)
        .takeReject(
            new Reject(
                reason == null ? RejectReason.MALFORMED_LOG : reason,
                notice.path(LogFormat.DETAIL).asText(),
                stream,
                source,
                line.position(),
                notice.path(LogFormat.RAW).asText()));
  }

  private void command(Optional<JsonNode> commanding, String stream, SourceLine line) {
    try {
      CommandText text =
          commanding.isPresent()
              ? CommandText.ofNotice(commanding.get())
              : CommandText.ofNotice(line.buffer(), line.start(), line.end());
      intake.takeCommand(text.command(stream.isEmpty() ? Command.STREAM : stream, line.position()));
    } catch (MalformedCommandException e) {
      intake.malformed("a command of a log " + e.getMessage(), line);
    }
  }

  private static long count(JsonNode notice) {
    return Math.max(0, notice.path(LogFormat.COUNT).asLong());
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), EventLimits.MAX_NAME_CHARS));
  }
}
