package lumen.watch.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The files that a run leaves, of tenants as a test has them; the same of the same seed. */
final class WrittenRun {
  /** A multiple of 15 s. */
  static final long START = 1_760_000_400L;

  private final StringBuilder frames = new StringBuilder();
  private final StringBuilder control = new StringBuilder();
  private final Random random;

  WrittenRun(long seed) {
    random = new Random(seed);
  }

  /**
   * A tenant whose figures scatter by a hundredth around these, a frame and a tick a second.
   *
   * @param from second of its first frame
   * @param to second behind its last
   */
  WrittenRun tenant(String name, int from, int to, double coherence, double qr, double phase) {
    for (int second = from; second < to; second++) {
      double r = second % 100 == 99 ? 0 : 0.01;
      frames.append(
          "{\"ts\":%s,\"tenant\":\"%s\",\"mode\":\"fused\",\"phase_diff\":%s,\"coherence\":%s,\"q\":%s,\"r\":%s,\"entropy_ratio\":%s}%n"
              .formatted(
                  START + second + 0.2,
                  name,
                  near(phase),
                  second % 50 == 49 ? "null" : near(coherence),
                  near(qr) * 0.01,
                  r,
                  near(0.05)));
      control.append(
          "{\"ts\":%s,\"tenant\":\"%s\",\"state\":\"E2\",\"e\":%s,\"sync_quality\":%s,\"entropy_ratio\":null,\"played\":true}%n"
              .formatted(
                  START + second + 0.7,
                  name,
                  random.nextBoolean() ? near(phase) : -near(phase),
                  near(coherence)));
    }
    return this;
  }

  private double near(double value) {
    return value * (1 + 0.01 * random.nextGaussian());
  }

  /** Writes both files, and tells that of the frames. */
  Path write(Path folder) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve("control.ndjson"), control);
    return Files.writeString(folder.resolve("frames.ndjson"), frames);
  }

  /** Writes the frames of a rig without a bridge. */
  Path writeFrames(Path folder) throws IOException {
    return Files.writeString(Files.createDirectories(folder).resolve("frames.ndjson"), frames);
  }
}
