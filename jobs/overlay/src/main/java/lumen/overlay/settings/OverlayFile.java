package lumen.overlay.settings;

import java.io.Serializable;
import lumen.overlay.breaker.BreakerSettings;
import lumen.overlay.clock.LogTime;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.join.JoinSettings;
import lumen.overlay.tenant.DriftSettings;

/**
 * The checked content of {@code overlay.yaml}; components are named as the keys. Meaning, range and
 * default of every key: {@link OverlayKeys}.
 */
public record OverlayFile(
    LogTime time,
    JoinSettings join,
    BreakerSettings breaker,
    GateSettings gates,
    DriftSettings drift,
    Outputs outputs,
    Exporter exporter)
    implements Serializable {

  /**
   * Topics beside the files, empty for none, of the brokers that the log is read from.
   *
   * @param answers to the gateway, at least once
   * @param decisions exactly once
   */
  public record Outputs(String answers, String decisions) implements Serializable {}

  /** Where the metrics of the job are scraped. */
  public record Exporter(int port, String path) implements Serializable {}
}
