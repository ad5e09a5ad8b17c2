package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.terminal.ExitCode;

/** A live run in a process of its own, on which a rig plays until it is closed. */
final class FailingRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SessionCluster cluster;
  private final String name;
  private final Path out;
  private final ForkedLumenctl lumenctl;
  private final OscPlay play;
  private final CompletableFuture<Long> playing;
  private int seen;

  /**
   * Starts it, under the name of the rig's folder and with its output beside that.
   *
   * @param more further options of {@code lumenctl run}
   */
  FailingRun(SessionCluster cluster, LiveRig rig, String... more) throws IOException {
    this.cluster = cluster;
    name = String.valueOf(rig.config().getFileName());
    out = rig.config().resolveSibling(name + "-out");
    List<String> command = new ArrayList<>(List.of("run", "--config", rig.config().toString()));
    command.addAll(List.of("--out", out.toString(), "--name", name, "--parallelism", "1"));
    command.addAll(List.of(more));
    List<String> flags = List.of("-Dlumen.cluster.dir=" + System.getProperty("lumen.cluster.dir"));
    lumenctl = ForkedLumenctl.start(flags, command, rig.config().resolveSibling(name + ".err"));
    play = new OscPlay(1, rig.port());
    playing = CompletableFuture.supplyAsync(() -> play.play(120));
  }

  void awaitFrames() {
    await().atMost(PATIENCE).until(() -> parts() > 1);
  }

  private int parts() throws IOException {
    assertThat(lumenctl.hasEnded()).as(err()).isFalse();
    return new OutputFolder(out).parts("frames").size();
  }

  /** Frames are no longer committed. */
  void awaitNoFrames() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              int before = seen;
              seen = parts();
              return seen == before;
            });
  }

  void interrupt() throws IOException, InterruptedException {
    lumenctl.interrupt();
  }

  /** Waits for the end, which must come within some seconds of what it ends for. */
  void awaitEnd(long sinceNanos, double withinS) throws IOException {
    await().atMost(Duration.ofMillis(Math.round(1e3 * (withinS + 60)))).until(lumenctl::hasEnded);
    double tookS = (System.nanoTime() - sinceNanos) / 1e9;
    assertThat(tookS).as(err()).isLessThan(withinS);
  }

  void endedWith(String cause) throws Exception {
    assertThat(lumenctl.exitCode()).as(err()).isEqualTo(ExitCode.FAILED);
    assertThat(err().strip().lines().toList()).last().asString().contains(cause);
    RunFolder results = RunFolder.read(out);
    assertThat(results.summary().path("unfinished").asText()).contains(cause);
    String newest =
        results.frames().stream()
            .map(frame -> frame.path("ts").decimalValue())
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .toPlainString();
    assertThat(results.summary().path("notes").path(0).asText())
        .startsWith(
            "cut off: committed are "
                + results.frames().size()
                + " frames, the newest of ts "
                + newest);
  }

  /** Its job, as the cluster tells of it. */
  JobStatus job() {
    return cluster.rest().jobs().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void awaitNoJob() {
    await().atMost(PATIENCE).until(() -> job().ended());
  }

  private String err() throws IOException {
    return lumenctl.err();
  }

  @Override
  public void close() throws IOException {
    lumenctl.close();
    play.close();
    playing.cancel(true);
  }
}
