package lumen.ctl.fusion;

import java.util.Optional;
import lumen.jobs.JobKind;
import lumen.overlay.settings.FeatureVariable;
import picocli.CommandLine.Option;

/** The option {@code --kind} of every command that is about a job, as a picocli mixin. */
public final class KindOption {
  @Option(
      names = "--kind",
      paramLabel = "JOB",
      description = "Which job: fusion, overlay or governance [fusion].")
  private JobKind kind = JobKind.FUSION;

  /** The job. */
  public JobKind kind() {
    return kind;
  }

  /** What the variable of the overlay job says here; empty for another job. */
  public Optional<String> features() {
    return kind == JobKind.OVERLAY
        ? Optional.ofNullable(System.getenv(FeatureVariable.NAME))
        : Optional.empty();
  }
}
