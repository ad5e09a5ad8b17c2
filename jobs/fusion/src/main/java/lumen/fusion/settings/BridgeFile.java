package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;
import lumen.signal.protocol.StopCondition;

/**
 * The checked content of {@code bridge.yaml}; components are named as the keys, units are in the
 * names. Meaning, range and default of every key: {@link BridgeKeys}.
 */
public record BridgeFile(Loop loop, Phase phase, Safety safety, Ure ure, Exporter exporter)
    implements Serializable {

  /** The tick and its limits in milliseconds, and what the levels are held against. */
  public record Loop(
      double targetHarmony,
      double targetCoherence,
      double tickMs,
      double minTickMs,
      double maxTickMs)
      implements Serializable {}

  /** The phase loop; the drift budget and what mutes are in cycles. */
  public record Phase(
      double driftBudget,
      double rebalanceWindowS,
      double lockWindowS,
      String multiple,
      double muteAbove,
      Gain gain)
      implements Serializable {}

  /** The free running rate and the gains of the loop. */
  public record Gain(double baseHz, double kp, double ki, double kd) implements Serializable {}

  /** When the bridge guards itself or stops. */
  public record Safety(
      double residualStddev10mMax, double rollbackRatio5mMax, List<StopCondition> hardStopOn)
      implements Serializable {
    /** Copies the list. */
    public Safety {
      hardStopOn = List.copyOf(hardStopOn);
    }
  }

  /** Where URE's metrics are pulled from by a stream that does not say; sensors.yaml takes it. */
  public record Ure(String metricsUrl, double pullIntervalS) implements Serializable {}

  /** Where the metrics of the bridge stage are scraped. */
  public record Exporter(int port, String path) implements Serializable {}
}
