package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;
import lumen.pattern.KeyPattern;

/**
 * The checked content of {@code fusion.yaml}; components are named as the keys, units are in the
 * names. Meaning, range and default of every key: {@link FusionKeys}.
 */
public record FusionFile(
    double version,
    Targets fusion,
    Clip clip,
    Resample resample,
    Band band,
    Lag lag,
    Align align,
    Window window,
    Weights weights,
    Failover failover,
    Time time,
    Exporter exporter,
    Limits limits,
    Evidence evidence,
    Outputs outputs,
    Capture capture,
    Privacy privacy,
    Retention retention,
    Now now)
    implements Serializable {

  /** What frames are judged by, and the least milliseconds between those that are shown live. */
  public record Targets(double targetHarmony, double targetCoherence, int tickMs)
      implements Serializable {}

  /** Outlier clipping of raw samples: quantile, hampel or none. */
  public record Clip(String method, double pLow, double pHigh, double windowS, int minSamples)
      implements Serializable {}

  /** The common grid and how channels reach it. */
  public record Resample(String method, double targetHz, double maxGapS, double rateWaitS)
      implements Serializable {}

  /** The pass band of the analytic filter. */
  public record Band(double lowHz, double highHz, int taps) implements Serializable {}

  /** Lag estimation: xcorr or none. */
  public record Lag(String method, double maxLagS, double minPeak) implements Serializable {}

  /** The phase filter; adapt is residual, innovation or fixed. */
  public record Align(String method, String adapt, Kalman kalman) implements Serializable {}

  /** Start values and bounds of the process noise q and the measurement noise r. */
  public record Kalman(double q, double r, double qMin, double qMax, double rMin, double rMax)
      implements Serializable {}

  /** The window of the statistics; weighting is envelope or none. */
  public record Window(double rebalanceWindowS, int entropyBins, String weighting)
      implements Serializable {}

  /**
   * Shares of URE and of the sensors in a fused level; scaled to a sum of 1 where both are known.
   */
  public record Weights(double ure, double sensors) implements Serializable {}

  /** What a frame shows when one side is missing: ure_only, sensors_only or degrade. */
  public record Failover(int minStreams, String fallback, double staleAfterS)
      implements Serializable {}

  /** Disorder and silence of inputs, as in the file; see {@link TimeSettings}. */
  public record Time(
      double replayOutOfOrdernessMs,
      double liveOutOfOrdernessMs,
      double sourceIdleS,
      double maxSkewS,
      double maxAheadS)
      implements Serializable {}

  /** Provisional phases; enabled is auto, true or false. */
  public record Now(
      String enabled,
      double delayS,
      int resonators,
      double forgetS,
      double ridge,
      double minTrainedS)
      implements Serializable {}

  /** Where the metrics of the fusion stage are scraped. */
  public record Exporter(int httpPort, String path) implements Serializable {}

  /** Bounds on what one tenant may hold. */
  public record Limits(int maxChannels) implements Serializable {}

  /** What holds for rules of evidence that do not say. */
  public record Evidence(double repeatS) implements Serializable {}

  /** Where frames go beside the files; an empty text: nowhere. */
  public record Outputs(
      KafkaOutput kafka,
      PostgresOutput postgres,
      OscOutput osc,
      MidiOutput midi,
      double playoutDelayMs)
      implements Serializable {
    /** host:port that is told of ticks. */
    public String oscAddr() {
      return osc.addr();
    }

    /** Name of the device that plays ticks. */
    public String midiDevice() {
      return midi.device();
    }
  }

  /** Who is told of ticks by OSC; without addr: nobody. */
  public record OscOutput(String addr) implements Serializable {}

  /** What plays ticks as notes; without device: nothing. */
  public record MidiOutput(String device) implements Serializable {}

  /**
   * Kafka topics of what leaves the job, made if they are missing or not; without bootstrap: off.
   */
  public record KafkaOutput(
      String bootstrap,
      String propertiesFile,
      String framesTopic,
      String controlTopic,
      String evidenceTopic,
      String rejectsTopic,
      String lateTopic,
      String nowTopic,
      boolean create)
      implements Serializable {}

  /** A PostgreSQL table of frames; without url: off. The password comes from a file or variable. */
  public record PostgresOutput(
      String url,
      String user,
      String passwordFile,
      String passwordVariable,
      String sslmode,
      String caFile,
      String table)
      implements Serializable {}

  /** When a part of a capture or of a log ends. */
  public record Capture(int rotateMib, double rotateMinutes) implements Serializable {}

  /** Patterns of the keys of meta that may leave the job in raw lines. */
  public record Privacy(List<KeyPattern> metaAllow) implements Serializable {
    /** Copies the list. */
    public Privacy {
      metaAllow = List.copyOf(metaAllow);
    }

    /** Whether raw lines may leave as they are. */
    public boolean allowsAll() {
      return metaAllow.stream().anyMatch(pattern -> pattern.text().equals("*"));
    }
  }

  /** After how many days prune removes what, and how many savepoints of a job it keeps longer. */
  public record Retention(
      int capturesDays,
      int evidenceDays,
      int savepointsDays,
      int savepointsKeepLast,
      int savepointsKeepDaily)
      implements Serializable {}
}
