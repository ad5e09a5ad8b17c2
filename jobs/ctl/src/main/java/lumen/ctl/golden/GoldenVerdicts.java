package lumen.ctl.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import lumen.watch.kept.JudgedJar;
import lumen.watch.kept.KeptVerdict;
import lumen.watch.kept.VerdictFolder;
import picocli.CommandLine.Option;

/** Keeps what goldens came to, where {@code gate --keep} keeps its verdicts. */
final class GoldenVerdicts {
  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the verdicts, and tell node_exporter in DIR/lumen.prom what all come to.")
  private Optional<Path> keep = Optional.empty();

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "With --keep: the jar of the job that is judged [that of the build].")
  private Optional<Path> jar = Optional.empty();

  /** What is judged, looked for before anything runs; empty where nothing is kept. */
  Optional<JudgedJar> judged() {
    if (keep.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JudgedJar.of(jar.orElseGet(() -> LumenHome.locate().jobsJar())));
    } catch (IOException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** Keeps one. */
  void keep(String golden, boolean good, JudgedJar judged) {
    KeptVerdict verdict =
        KeptVerdict.onGolden(
            golden, InstantSource.system().instant(), good ? KeptVerdict.PASS : "FAIL", judged);
    try {
      new VerdictFolder(keep.orElseThrow()).keep(verdict);
    } catch (IOException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }
}
