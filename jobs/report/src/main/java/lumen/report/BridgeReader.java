package lumen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.rig.Truth;

/** Reads the bridges of a run: {@code control.ndjson} and {@code evidence.ndjson}. */
final class BridgeReader {
  private final Optional<Truth> truth;
  private final RunLevels judged;
  private final Map<String, BridgeFigures> bridges = new TreeMap<>();

  private BridgeReader(Optional<Truth> truth, RunLevels judged) {
    this.truth = truth;
    this.judged = judged;
  }

  /**
   * The bridges by tenant, none where there is no {@code control.ndjson}; to be finished.
   *
   * @param judged what they are judged by
   * @throws IOException if a line is malformed: file and line
   */
  static Map<String, BridgeFigures> read(Path dir, Optional<Truth> truth, RunLevels judged)
      throws IOException {
    BridgeReader reader = new BridgeReader(truth, judged);
    Path control = dir.resolve("control.ndjson");
    if (Files.isReadable(control)) {
      reader.readControl(control);
    }
    Path evidence = dir.resolve("evidence.ndjson");
    if (Files.isReadable(evidence)) {
      reader.readEvidence(evidence);
    }
    return reader.bridges;
  }

  private void readControl(Path file) throws IOException {
    try (FrameReader frame = new FrameReader(file)) {
      while (frame.next()) {
        bridge(frame.text("tenant")).add(frame);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + " file=" + file, e);
    }
  }

  private BridgeFigures bridge(String tenant) {
    BridgeFigures known = bridges.get(tenant);
    if (known == null) {
      known =
          new BridgeFigures(tenant, bridges.size() < RunFigures.MOST_CURVES, pulse(tenant), judged);
      bridges.put(tenant, known);
    }
    return known;
  }

  private Optional<Truth.Pulse> pulse(String tenant) {
    return truth.stream()
        .flatMap(of -> of.tenants().stream())
        .filter(of -> of.tenant().equals(tenant) && of.pulse() != null)
        .map(Truth.Tenant::pulse)
        .findFirst();
  }

  private void readEvidence(Path file) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(file)) {
      while (reader.next()) {
        BridgeFigures bridge = bridges.get(reader.tenant());
        if (bridge != null) {
          bridge.evidence().add(reader.entry());
          reader.limits().ifPresent(bridge.evidence()::addLimits);
        }
      }
    }
  }
}
