package lumen.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lumen.rig.RigSettings;

/**
 * Writes the ticks and the evidence of made-up bridges beside a made-up run: 30 s of syncing,
 * bridged with a jolt at 60 s, stopped from 120 s to 180 s, then the same again until the end.
 */
final class SampleBridge {
  private static final double TURN_S = 180;
  private final Path dir;
  private final Writer control;
  private final Writer evidence;

  SampleBridge(Path dir) throws IOException {
    this.dir = dir;
    control = Files.newBufferedWriter(dir.resolve("control.ndjson"));
    evidence = Files.newBufferedWriter(dir.resolve("evidence.ndjson"));
  }

  /** Ticks of one tenant from the start of a rig on. */
  SampleBridge tenant(String jsonName, double seconds) throws IOException {
    String before = "E0";
    double atS = 0;
    while (atS < seconds) {
      double turnS = atS % TURN_S;
      String state = turnS < 30 ? "E1" : turnS < 120 ? "E2" : "E4";
      double e = state.equals("E4") ? Double.NaN : 0.015 * StrictMath.sin(atS / 38) + jolt(turnS);
      double tickMs =
          state.equals("E4") ? 220 : 200 - 4 * StrictMath.sin(atS / 38) - 40 * jolt(turnS);
      tick(jsonName, atS, state, tickMs, e, turnS);
      if (!state.equals(before)) {
        transition(jsonName, atS, before, state);
        if (before.equals("E4")) {
          release(jsonName, atS);
        }
        before = state;
      }
      atS += tickMs / 1000;
    }
    return this;
  }

  private static double jolt(double turnS) {
    return turnS < 60 ? 0 : 0.2 * StrictMath.exp((60 - turnS) / 4);
  }

  private void tick(
      String jsonName, double atS, String state, double tickMs, double e, double turnS)
      throws IOException {
    boolean judged = turnS >= 30;
    control.write(
        String.format(
            Locale.ROOT,
            "{\"ts\":%.6f,\"tenant\":\"%s\",\"state\":\"%s\",\"tick_ms\":%.4f,\"hz\":%.6f,\"e\":%s,"
                + "\"kp\":0.33,\"ki\":0.08,\"kd\":0.12,\"sync_quality\":%s,\"entropy_ratio\":%s}\n",
            RigSettings.START_S + atS,
            jsonName,
            state,
            tickMs,
            1000 / tickMs,
            Double.isNaN(e) ? "null" : String.format(Locale.ROOT, "%.6f", e),
            judged ? "0.99" : "null",
            judged ? "0.05" : "null"));
  }

  private void transition(String jsonName, double atS, String from, String to) throws IOException {
    String values =
        "{\"cause\":\"because <b>of</b> it\",\"sync_quality\":0.987654321,\"rollback_ratio_5m\":null}";
    entry(jsonName, atS, "state", "\"" + from + ">" + to + "\"", "null", "null", values);
  }

  private void release(String jsonName, double atS) throws IOException {
    entry(
        jsonName, atS, "control", "\"control:free\"", "null", "\"release\"", "{\"author\":\"me\"}");
    String limits = "{\"author\":\"me\",\"min_tick_ms\":198.0,\"max_tick_ms\":203.0}";
    entry(jsonName, atS, "control", "\"control:narrow\"", "null", "\"tick_limits\"", limits);
  }

  /** One entry of evidence; the texts with their quotes, or null. */
  SampleBridge entry(
      String jsonName,
      double atS,
      String kind,
      String rule,
      String risk,
      String action,
      String values)
      throws IOException {
    evidence.write(
        String.format(
            Locale.ROOT,
            "{\"id\":\"i\",\"ts\":%.6f,\"tenant\":\"%s\",\"kind\":\"%s\",\"rule\":%s,\"risk\":%s,"
                + "\"quote\":null,\"action\":%s,\"values\":%s,\"window\":null}\n",
            RigSettings.START_S + atS,
            jsonName,
            kind,
            rule,
            risk,
            action,
            values));
    return this;
  }

  Path write() throws IOException {
    control.close();
    evidence.close();
    return dir;
  }
}
