package lumen.fusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A log of decided events as a live job writes it, made from a seed: a tenant of three channels
 * with lags, text, late events, beats of the clock and an operator's command.
 */
final class DecidedLog {
  static final String TENANT = "c";

  private static final int RATE_HZ = 20;
  private static final long MICROS = 1_000_000;
  private static final List<String> CHANNELS = List.of("p", "q", "r");

  private DecidedLog() {}

  static Path write(Path file, long seed, int seconds) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    lines.add("{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}");
    for (int i = 0; i < seconds * RATE_HZ; i++) {
      double s = (i + 0.5 * random.nextDouble()) / RATE_HZ;
      for (int c = 0; c < CHANNELS.size(); c++) {
        double clean = StrictMath.sin(2 * Math.PI * 0.61 * (s - 0.2 * c));
        String value = Double.toString(clean + 0.1 * random.nextGaussian());
        lines.add(event(CHANNELS.get(c), value, s, s + 0.005, ""));
      }
      if (i % (5 * RATE_HZ) == 0) {
        lines.add(event("note", "\"take " + i + "\"", s, s + 0.006, ""));
        lines.add(event("p", "3.5", s - 1, s + 0.007, ",\"fate\":\"late\""));
        lines.add("{\"lumen\":\"beat\",\"at\":" + seconds(s + 0.01) + "}");
      }
      if (i == 40 * RATE_HZ) {
        lines.add(
            "{\"lumen\":\"command\",\"at\":"
                + seconds(s + 0.011)
                + ",\"stream\":\"control\",\"command\":"
                + command("told-live", s + 0.011)
                + "}");
      }
    }
    return Files.write(file, lines);
  }

  private static String command(String id, double s) {
    return ("{\"id\":\"%s\",\"author\":\"ann\",\"tenant\":\"%s\",\"effective_ts\":%s,"
            + "\"type\":\"weights\",\"ure\":0.75,\"sensors\":0.25}")
        .formatted(id, TENANT, seconds(s));
  }

  private static String event(String key, String value, double s, double at, String verdict) {
    return ("{\"ts\":%s,\"source\":\"desk\",\"key\":\"%s\",\"value\":%s,"
            + "\"meta\":{\"tenant\":\"%s\",\"stream\":\"osc\",\"at\":%s%s}}")
        .formatted(seconds(s), key, value, TENANT, seconds(at), verdict);
  }

  private static String seconds(double s) {
    long micros = SeededRecording.at(s);
    return String.format(Locale.ROOT, "%d.%06d", micros / MICROS, micros % MICROS);
  }
}
