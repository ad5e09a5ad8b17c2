package lumen.ctl.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.gate.Cost;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.ingest.LineReading;
import lumen.overlay.ingest.RouteLineReader;
import lumen.overlay.record.OutcomeResult;
import lumen.overlay.record.RouteRecord.RouteOutcome;
import lumen.overlay.record.RouteRecord.RouteRequest;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * The outcomes of a recorded set. The scenario is that of the request, where the set holds it
 * before its outcome, else what the outcome says.
 *
 * @param outcomes those whose scenario is known
 * @param withoutScenario how many are not
 * @param rejected lines of wrong form
 */
record OutcomeSet(List<Scenarioed> outcomes, long withoutScenario, long rejected) {

  /** An outcome of a scenario. */
  record Scenarioed(String scenario, String overlay, Cost cost) {}

  /** Reads a set. */
  static OutcomeSet read(Path path, GateSettings gates) throws IOException {
    RouteLineReader reader = new RouteLineReader(OverlayCommands.reader(gates));
    Map<String, RouteRequest> requests = new HashMap<>();
    List<Scenarioed> outcomes = new ArrayList<>();
    long without = 0;
    long rejected = 0;
    try (RouteLogFile log = RouteLogFile.of(path)) {
      for (byte[] line = log.next(); line != null; line = log.next()) {
        LineReading reading = reader.read(line, 0, line.length);
        if (reading.line().isEmpty()) {
          rejected++;
        } else if (reading.line().get() instanceof RouteRequest request) {
          requests.put(key(request.tenant(), request.id()), request);
        } else if (reading.line().get() instanceof RouteOutcome outcome) {
          RouteRequest request = requests.get(key(outcome.tenant(), outcome.id()));
          String scenario = request == null ? told(line) : request.scenario();
          if (scenario.isEmpty()) {
            without++;
          } else {
            outcomes.add(new Scenarioed(scenario, outcome.ran(), counted(outcome)));
          }
        }
      }
    }
    if (outcomes.isEmpty()) {
      throw CommandFailure.usage(
          "must hold outcomes with a scenario, their own or that of their request: "
              + path
              + (without == 0 ? "" : " has %d without".formatted(without)));
    }
    return new OutcomeSet(outcomes, without, rejected);
  }

  /** Neither a failure nor a time-out has a quality. */
  private static Cost counted(RouteOutcome outcome) {
    return outcome.result() == OutcomeResult.SUCCESS
        ? outcome.cost()
        : outcome.cost().withoutQuality();
  }

  private static String key(String tenant, String id) {
    return tenant + '\0' + id;
  }

  private static String told(byte[] line) throws IOException {
    JsonNode outcome = Json.mapper().readTree(new String(line, StandardCharsets.UTF_8));
    return outcome.path("scenario").asText("");
  }
}
