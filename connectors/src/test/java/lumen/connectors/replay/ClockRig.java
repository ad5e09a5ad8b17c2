package lumen.connectors.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes a recording of devices whose clocks are known: each sends at its times, stamped by its own
 * clock, and the lines lie in the order in which they were sent. A value is the true time.
 */
public final class ClockRig {
  public static final double START = 1_767_225_600;

  private record Sent(double at, String line) {}

  private final List<Sent> sent = new ArrayList<>();

  /**
   * A device.
   *
   * @param from when it begins, seconds after {@link #START}
   * @param to when it ends
   * @param hz events a second
   * @param clock its stamp by the true time, both in seconds after START
   */
  public ClockRig device(
      String source, double from, double to, double hz, DoubleUnaryOperator clock) {
    for (int i = 0; from + i / hz < to; i++) {
      event(source, from + i / hz, clock.applyAsDouble(from + i / hz));
    }
    return this;
  }

  /** One event with its own stamp. */
  public ClockRig event(String source, double at, double stamp) {
    String value = String.format(java.util.Locale.ROOT, "%.6f", at);
    String ts = String.format(java.util.Locale.ROOT, "%.6f", START + stamp);
    sent.add(
        new Sent(
            at,
            "{\"ts\":%s,\"source\":\"%s\",\"key\":\"k\",\"value\":%s}"
                .formatted(ts, source, value)));
    return this;
  }

  public int size() {
    return sent.size();
  }

  public Path write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    sent.stream()
        .sorted(Comparator.comparingDouble(Sent::at))
        .forEach(s -> text.append(s.line()).append('\n'));
    return Playback.write(folder, "rig.ndjson", text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
