package lumen.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.EndpointCheck;
import lumen.fusion.LivePlan;
import lumen.fusion.Main;
import lumen.fusion.settings.FusionCatalogue;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.governance.GovernanceCheck;
import lumen.governance.GovernanceMain;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.sink.GovernanceOutlets;
import lumen.overlay.OverlayCheck;
import lumen.overlay.OverlayMain;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.job.JobArguments;
import lumen.runtime.lines.LineOutput;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.UnorderedOutput;
import lumen.settings.Catalogue;
import lumen.settings.SettingsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs that there are. */
public enum JobKind {
  /** Fuses sensor streams. */
  FUSION {
    @Override
    public String mainClass() {
      return Main.class.getName();
    }

    @Override
    public String jobName() {
      return Main.NAME;
    }

    @Override
    public Catalogue<?> catalogue() {
      return FusionCatalogue.CATALOGUE;
    }

    @Override
    public void requireConfig(Path folder) {
      SettingsLoader.load(folder);
    }

    @Override
    public List<Output<?>> ordered() {
      return List.copyOf(Outputs.ORDERED);
    }

    @Override
    public List<UnorderedOutput<?>> unordered() {
      return List.copyOf(Outputs.UNORDERED);
    }

    @Override
    public List<String> otherFiles() {
      return List.of("summary.json", "report.html", LivePlan.ANNOUNCEMENT);
    }

    @Override
    public StartCheck check(JobArguments arguments, boolean here) {
      EndpointCheck.Result found = EndpointCheck.of(arguments, here);
      return new StartCheck(found.problems(), found.notes());
    }

    @Override
    public void build(StreamExecutionEnvironment env, JobArguments arguments)
        throws RecordingException {
      Main.build(env, arguments);
    }
  },

  /** Gives requests model overlays. */
  OVERLAY {
    @Override
    public String mainClass() {
      return OverlayMain.class.getName();
    }

    @Override
    public String jobName() {
      return OverlayMain.NAME;
    }

    @Override
    public Catalogue<?> catalogue() {
      return OverlayCatalogue.CATALOGUE;
    }

    @Override
    public void requireConfig(Path folder) {
      OverlayCatalogue.CATALOGUE.read(folder).orThrow();
    }

    @Override
    public List<Output<?>> ordered() {
      return List.copyOf(RouteOutlets.ORDERED);
    }

    @Override
    public List<UnorderedOutput<?>> unordered() {
      return List.of(RouteOutlets.REJECTS);
    }

    @Override
    public List<String> otherFiles() {
      return List.of("summary.json", "report.html");
    }

    @Override
    public StartCheck check(JobArguments arguments, boolean here) {
      OverlayCheck found = OverlayCheck.of(arguments);
      return new StartCheck(found.problems(), found.notes());
    }

    @Override
    public void build(StreamExecutionEnvironment env, JobArguments arguments)
        throws RecordingException {
      OverlayMain.build(env, arguments);
    }
  },

  /** Tells whether services keep their promises. */
  GOVERNANCE {
    @Override
    public String mainClass() {
      return GovernanceMain.class.getName();
    }

    @Override
    public String jobName() {
      return GovernanceMain.NAME;
    }

    @Override
    public Catalogue<?> catalogue() {
      return GovernanceCatalogue.CATALOGUE;
    }

    @Override
    public void requireConfig(Path folder) {
      GovernanceCatalogue.CATALOGUE.read(folder).orThrow();
    }

    @Override
    public List<Output<?>> ordered() {
      return List.copyOf(GovernanceOutlets.ORDERED);
    }

    @Override
    public List<UnorderedOutput<?>> unordered() {
      return List.of(GovernanceOutlets.REJECTS, GovernanceOutlets.LATE, GovernanceOutlets.ACCOUNTS);
    }

    @Override
    public List<String> otherFiles() {
      return List.of("summary.json", "report.html");
    }

    @Override
    public StartCheck check(JobArguments arguments, boolean here) {
      GovernanceCheck found = GovernanceCheck.of(arguments);
      return new StartCheck(found.problems(), found.notes());
    }

    @Override
    public void build(StreamExecutionEnvironment env, JobArguments arguments)
        throws RecordingException {
      GovernanceMain.build(env, arguments);
    }
  };

  /** The class whose {@code main} builds the job and hands it over. */
  public abstract String mainClass();

  /** What the job is called where it is given no name. */
  public abstract String jobName();

  /** Its config files. */
  public abstract Catalogue<?> catalogue();

  /**
   * Reads its config folder.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public abstract void requireConfig(Path folder);

  /** Its outputs that are put in one order. */
  public abstract List<Output<?>> ordered();

  /** Its outputs that are written as they come. */
  public abstract List<UnorderedOutput<?>> unordered();

  /** The files of a run beside those of its outputs. */
  public abstract List<String> otherFiles();

  /**
   * Looks at what the job needs before it is started.
   *
   * @param here whether the job runs in this process
   * @throws SettingsException if its config folder cannot be used
   * @throws IllegalArgumentException naming an argument that this job cannot have
   */
  public abstract StartCheck check(JobArguments arguments, boolean here);

  /**
   * Adds the whole job to the environment.
   *
   * @throws RecordingException where a recording cannot be played
   */
  public abstract void build(StreamExecutionEnvironment env, JobArguments arguments)
      throws RecordingException;

  /** Names of the folders of its outputs. */
  public List<String> folders() {
    return Stream.<LineOutput<?>>concat(ordered().stream(), unordered().stream())
        .map(LineOutput::name)
        .toList();
  }

  /** The word for it in options and summaries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
