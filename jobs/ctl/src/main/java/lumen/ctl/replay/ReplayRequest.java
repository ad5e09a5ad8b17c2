package lumen.ctl.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.jobs.JobKind;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobArgumentsBuilder;

/**
 * What is to be replayed, and how.
 *
 * @param kind the job
 * @param inputs recordings, files or folders
 * @param config config folder; empty: defaults
 * @param out folder for the results
 * @param name name of the job
 * @param speed event seconds per second, 0: as fast as possible
 * @param parallelism parallelism behind the source
 * @param channels whether channel frames are written
 * @param control commands to hand out first; empty: none
 * @param features which features are on; empty: as the configuration says
 */
public record ReplayRequest(
    JobKind kind,
    List<Path> inputs,
    Optional<Path> config,
    Path out,
    String name,
    double speed,
    int parallelism,
    boolean channels,
    Optional<Path> control,
    Optional<String> features)
    implements JobRequest {

  /** A replay through the fusion job. */
  public ReplayRequest(
      List<Path> inputs,
      Optional<Path> config,
      Path out,
      String name,
      double speed,
      int parallelism,
      boolean channels,
      Optional<Path> control) {
    this(
        JobKind.FUSION,
        inputs,
        config,
        out,
        name,
        speed,
        parallelism,
        channels,
        control,
        Optional.empty());
  }

  /** A replay through the fusion job without commands. */
  public ReplayRequest(
      List<Path> inputs,
      Optional<Path> config,
      Path out,
      String name,
      double speed,
      int parallelism,
      boolean channels) {
    this(inputs, config, out, name, speed, parallelism, channels, Optional.empty());
  }

  /** Makes all paths absolute, since the job runs in another folder. */
  public ReplayRequest {
    control = control.map(ReplayRequest::absolute);
    inputs = inputs.stream().map(ReplayRequest::absolute).toList();
    config = config.map(ReplayRequest::absolute);
    out = absolute(out);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** The same at another parallelism. */
  ReplayRequest at(int other) {
    return new ReplayRequest(
        kind, inputs, config, out, name, speed, other, channels, control, features);
  }

  @Override
  public List<Path> recordings() {
    return inputs;
  }

  @Override
  public JobArguments job() {
    JobArgumentsBuilder job = JobArguments.with();
    inputs.forEach(job::input);
    return job.config(config)
        .out(out)
        .name(name)
        .speed(speed)
        .parallelism(parallelism)
        .channels(channels)
        .control(control)
        .features(features)
        .make();
  }
}
