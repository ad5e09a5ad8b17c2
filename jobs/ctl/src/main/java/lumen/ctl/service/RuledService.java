package lumen.ctl.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.command.ServiceCommands;
import lumen.governance.ingest.ServiceLineReader;
import lumen.governance.ingest.ServiceReading;
import lumen.governance.line.ServiceJson;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.service.ServiceLedger;
import lumen.governance.settings.GovernanceSettings;
import lumen.terminal.Json;

/** The rules of the job over one service, without the job: lines in, what is told out. */
final class RuledService {
  /** Which output a line belongs to. */
  enum Output {
    SCORECARD,
    DECISION,
    EDGE,
    EVIDENCE
  }

  /** Hears what is told, as it is written. */
  @FunctionalInterface
  interface Hearer {
    void hear(Output output, String line);
  }

  private static final long MICROS = 1_000_000;
  private static final String STREAM = "simulated";

  private final ServiceLineReader reader;
  private final ServiceLedger ledger;

  RuledService(GovernanceSettings settings, String service, Hearer hearer) {
    reader = new ServiceLineReader(settings);
    ledger =
        new ServiceLedger(
            service,
            settings,
            config -> GovernanceCatalogue.commanded(config).settings(),
            new Told(new ServiceJson(service), hearer));
  }

  static JsonNode node(String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a line, which must be of right form and belong to a step that is open. */
  void take(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ServiceReading reading = reader.read(bytes, 0, bytes.length);
    if (reading.line().isEmpty()) {
      throw new IllegalStateException(reading.detail() + ": " + line);
    }
    ledger.add(reading.line().get(), STREAM);
  }

  /** Takes a line of a command file, which must be one. */
  void command(String line) {
    ledger.add(ServiceCommands.read(line).orElseThrow());
  }

  /** Closes the steps that end by a time, epoch s. */
  void advance(long endS) {
    ledger.advance(endS == Long.MAX_VALUE ? endS : endS * MICROS);
  }

  /** Tells lines. */
  private record Told(ServiceJson json, Hearer hearer) implements ServiceOutputs {
    @Override
    public void scorecard(long micros, Fields scorecard) {
      hearer.hear(Output.SCORECARD, json.line(micros, scorecard));
    }

    @Override
    public void decision(ServiceDecision decision) {
      hearer.hear(Output.DECISION, json.decision(decision));
    }

    @Override
    public void edge(long micros, Fields edge) {
      hearer.hear(Output.EDGE, json.line(micros, edge));
    }

    @Override
    public void command(long micros, ServiceCommand command) {
      // Whoever simulates has the commands that it gave.
    }

    @Override
    public void evidence(
        long micros, String kind, String rule, String state, String severity, Fields values) {
      hearer.hear(Output.EVIDENCE, json.evidence(micros, kind, rule, state, severity, values));
    }
  }
}
