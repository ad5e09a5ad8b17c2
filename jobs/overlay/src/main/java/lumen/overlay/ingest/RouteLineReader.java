package lumen.overlay.ingest;

import java.util.List;
import java.util.Optional;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.overlay.gate.Cost;
import lumen.overlay.record.OutcomeResult;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.record.RouteRecord.RouteOrder;
import lumen.overlay.record.RouteRecord.RouteOutcome;
import lumen.overlay.record.RouteRecord.RouteRequest;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandReading;

/**
 * Reads the lines of a log strictly: the first fault of a line is its reason, in the order of type,
 * ts, tenant and then the fields of its type.
 */
public final class RouteLineReader {
  private static final double MILLIONTHS = 1e6;

  private final CommandReader<OverlayCommand> commands;

  /** A reader of lines whose commands this reader reads. */
  public RouteLineReader(CommandReader<OverlayCommand> commands) {
    this.commands = commands;
  }

  /** Reads a line that is not blank. */
  public LineReading read(byte[] bytes, int from, int to) {
    try {
      return LineReading.of(record(LineParser.parse(bytes, from, to)));
    } catch (LineFault fault) {
      return LineReading.of(fault);
    }
  }

  /** Reads again a line that was found to be of right form. */
  public LineReading read(String line) {
    try {
      return LineReading.of(record(LineParser.parse(line)));
    } catch (LineFault fault) {
      return LineReading.of(fault);
    }
  }

  private RouteRecord record(LineFields fields) throws LineFault {
    String type = fields.word("type");
    return switch (type) {
      case "request" -> request(fields);
      case "outcome" -> outcome(fields);
      case "command" -> order(fields);
      default ->
          throw new LineFault(
              RouteReason.BAD_VALUE, "type must be one of request, outcome, command: " + type);
    };
  }

  private static RouteRequest request(LineFields fields) throws LineFault {
    long micros = fields.micros();
    String tenant = fields.tenant();
    String id = fields.text("request_id", RouteRecord.MAX_CHARS);
    String scenario = fields.text("scenario_type", RouteRecord.MAX_CHARS);
    double confidence = fields.share("confidence");
    String key =
        fields.has("targeting_key") ? fields.text("targeting_key", EventLimits.MAX_NAME_CHARS) : id;
    return new RouteRequest(tenant, micros, id, scenario, confidence, key);
  }

  private static RouteOutcome outcome(LineFields fields) throws LineFault {
    long micros = fields.micros();
    String tenant = fields.tenant();
    String id = fields.text("request_id", RouteRecord.MAX_CHARS);
    if (fields.has("scenario")) {
      fields.text("scenario", RouteRecord.MAX_CHARS);
    }
    String ran = fields.text("overlay", RouteRecord.MAX_CHARS);
    String word = fields.word("result");
    Optional<OutcomeResult> result = OutcomeResult.of(word);
    if (result.isEmpty()) {
      throw new LineFault(
          RouteReason.BAD_RESULT, "result must be one of success, failure, timeout: " + word);
    }
    long latencyMs = fields.whole("latency_ms");
    long tokens = fields.whole("tokens");
    long baselineTokens =
        fields.has("baseline_tokens") ? fields.whole("baseline_tokens") : Cost.NOT_TOLD;
    double quality = fields.share("quality");
    long millionths =
        Double.isNaN(quality) ? Cost.NOT_TOLD : (long) Math.rint(quality * MILLIONTHS);
    Cost cost = new Cost(latencyMs, tokens, baselineTokens, millionths);
    return new RouteOutcome(tenant, micros, id, ran, result.get(), cost);
  }

  private RouteOrder order(LineFields fields) throws LineFault {
    long micros = fields.micros();
    String json = fields.object("command");
    CommandReading<OverlayCommand> reading;
    try {
      reading = commands.readAtItsPlace(CommandText.read(json));
    } catch (MalformedCommandException e) {
      throw badCommand(List.of("command " + e.getMessage()));
    }
    if (reading.command().isEmpty()) {
      throw badCommand(reading.findings());
    }
    OverlayCommand command = reading.command().get();
    return new RouteOrder(command.head().tenant(), micros, command);
  }

  private static LineFault badCommand(List<String> findings) {
    return new LineFault(RouteReason.BAD_COMMAND, String.join("; ", findings));
  }
}
