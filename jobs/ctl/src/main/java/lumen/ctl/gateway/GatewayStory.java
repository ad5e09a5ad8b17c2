package lumen.ctl.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway with one scenario and one overlay, and its story: a rollout of 10 % becomes 30 %, an
 * outage opens the breaker, probes fail and then close it, dearer answers have the token gate
 * block, and an operator releases it when they are as they were.
 */
public final class GatewayStory {
  /** The scenario. */
  public static final String SCENARIO = "refund_processing";

  /** The overlay. */
  public static final String OVERLAY = "rollback_first";

  /** When the rollout is raised, as a share of the length. */
  public static final double RAISED = 0.15;

  /** When the overlay is down. */
  public static final double DOWN_FROM = 0.25;

  /** When it is up again. */
  public static final double DOWN_TO = 0.34;

  /** When its answers are dearer. */
  public static final double DEAR_FROM = 0.55;

  /** When they are as they were. */
  public static final double DEAR_TO = 0.80;

  /** When an operator releases it. */
  public static final double RELEASED = 0.85;

  private static final ModelTruth BASELINE = new ModelTruth(0.01, 1_000, 700, 0.80);
  private static final ModelTruth USUAL = new ModelTruth(0.01, 1_000, 750, 0.86);
  private static final ModelTruth DOWN = new ModelTruth(1, 1_000, 750, 0.86);
  private static final ModelTruth DEAR = new ModelTruth(0.01, 1_700, 750, 0.86);

  private GatewayStory() {}

  /**
   * The flags as a file.
   *
   * @param percent of the rollout
   */
  public static String flags(int percent) {
    return """
    baseline_only: false
    only: []
    overlays:
      rollback_first: {scenarios: [refund_processing], min_confidence: 0.8, rollout_percent: %d, enabled: true}
    """
        .formatted(percent);
  }

  /** Settings by which the story is shown in its hour: those of defaults, and a shorter pause. */
  public static String overlay() {
    return "breaker: {open_s: 120}\n";
  }

  /**
   * The story, stretched over its length.
   *
   * @param seed of all chance
   * @param rate requests a second
   */
  public static GatewaySettings settings(
      long seed, double minutes, double rate, FeedFaults faults) {
    double s = minutes * 60;
    Map<Double, String> commands = new TreeMap<>();
    commands.put(
        RAISED * s,
        command(
            "rollout-30",
            "\"type\":\"flags\",\"flags\":\"" + flags(30).replace("\n", "\\n") + "\""));
    commands.put(
        RELEASED * s,
        command("release-1", "\"type\":\"release\",\"overlay\":\"%s\"".formatted(OVERLAY)));
    return new GatewaySettings(
        seed,
        minutes,
        rate,
        SCENARIO,
        Map.of("baseline", BASELINE, OVERLAY, USUAL),
        List.of(
            new GatewaySpan(DOWN_FROM * s, DOWN_TO * s, OVERLAY, DOWN),
            new GatewaySpan(DEAR_FROM * s, DEAR_TO * s, OVERLAY, DEAR)),
        faults,
        commands);
  }

  /** A gateway to which nothing happens. */
  public static GatewaySettings steady(long seed, double minutes, double rate, FeedFaults faults) {
    return new GatewaySettings(
        seed,
        minutes,
        rate,
        SCENARIO,
        Map.of("baseline", BASELINE, OVERLAY, USUAL),
        List.of(),
        faults,
        Map.of());
  }

  /** A line in whose place the time is {@code @}. */
  private static String command(String id, String order) {
    return "{\"type\":\"command\",\"ts\":@,\"command\":{\"id\":\"%s\",\"author\":\"operator\",%s}}"
        .formatted(id, order);
  }
}
