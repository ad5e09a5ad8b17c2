package lumen.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A job's page of metrics that moves as one does: tenant {@code stage_a} is bridged, {@code
 * stage_b} looks for its beat; five frames a second.
 */
final class PlayedPage implements AutoCloseable {
  private static final long STEP_MS = 200;
  private static final double STEPS_PER_S = 5;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ServeFixture serve;
  private long step;

  /** Begins to move. */
  PlayedPage(ServeFixture serve) {
    this.serve = serve;
    play();
    var unused = timer.scheduleAtFixedRate(this::play, STEP_MS, STEP_MS, TimeUnit.MILLISECONDS);
  }

  /** Lays evidence where a run has it; to be called before the fixture is made. */
  static Path evidence(Path folder) throws IOException {
    Path part = folder.resolve("run/evidence/2026-01-01/part-x-0");
    Files.createDirectories(part.getParent());
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"id\":\"%d\",\"ts\":%d.5,\"tenant\":\"stage_a\",\"kind\":\"%s\",\"risk\":%s,\"rule\":\"drift\",\"values\":{}}%n",
              i,
              1_767_225_600 + 3 * i,
              i % 4 == 0 ? "risk" : "state",
              i % 4 == 0 ? "\"coherence_drop\"" : "null"));
    }
    return Files.writeString(part, lines);
  }

  private void play() {
    step++;
    double seconds = step / STEPS_PER_S;
    StringBuilder page = new StringBuilder();
    tenant(page, "stage_a", 2, 0.93 + 0.04 * Math.sin(seconds / 20));
    tenant(page, "stage_b", 1, 0.55 + 0.2 * Math.sin(seconds / 33));
    for (String source : new String[] {"belt", "wrist", "microphone"}) {
      page.append(
          "fusion_stream_ingest_total{source=\"%s\"} %d%n"
              .formatted(source, step * source.length()));
    }
    serve.page = page.toString();
  }

  private static void tenant(StringBuilder page, String tenant, int state, double coherence) {
    String form =
        """
        fusion_coherence_level{tenant="%1$s"} %2$.4f
        fusion_coherence_chance{tenant="%1$s"} 0.31
        fusion_phase_diff_mean{tenant="%1$s"} 0.014
        fusion_entropy_ratio{tenant="%1$s"} 0.12
        fusion_sync_quality{tenant="%1$s"} 0.93
        fusion_mode{tenant="%1$s"} 0
        fusion_streams_fresh{tenant="%1$s"} 2
        fusion_nis{tenant="%1$s",source="belt",key="x"} 1
        fusion_nis{tenant="%1$s",source="wrist",key="x"} 1
        fusion_frame_emitted_timestamp_seconds{tenant="%1$s"} %3$.3f
        bridge_state{tenant="%1$s"} %4$d
        bridge_tick_ms{tenant="%1$s"} 200
        bridge_phase_diff_mean{tenant="%1$s"} 0.011
        bridge_sync_quality{tenant="%1$s"} 0.94
        bridge_entropy_ratio{tenant="%1$s"} 0.1
        """;
    page.append(
        String.format(
            Locale.ROOT, form, tenant, coherence, System.currentTimeMillis() / 1e3, state));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
