package lumen.ctl.live;

import java.nio.file.Path;
import java.util.Optional;
import lumen.ctl.replay.JobRequest;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobArgumentsBuilder;

/**
 * A live run.
 *
 * @param config config folder; empty: defaults
 * @param log folder of a log that is followed instead of opening sockets and devices
 * @param out folder for the results
 * @param name name of the job
 * @param seconds how long to listen, 0: until interrupted
 * @param parallelism parallelism behind the sources
 * @param channels whether channel frames are written
 * @param capture whether the input is recorded from the beginning
 */
record RunRequest(
    Optional<Path> config,
    Optional<Path> log,
    Path out,
    String name,
    double seconds,
    int parallelism,
    boolean channels,
    boolean capture)
    implements JobRequest {

  /** Makes all paths absolute, since the job runs in another folder. */
  RunRequest {
    config = config.map(RunRequest::absolute);
    log = log.map(RunRequest::absolute);
    out = absolute(out);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** The same at another parallelism. */
  RunRequest at(int other) {
    return new RunRequest(config, log, out, name, seconds, other, channels, capture);
  }

  @Override
  public JobArguments job() {
    JobArgumentsBuilder job = JobArguments.with();
    log.ifPresent(job::input);
    return job.follow(log.isPresent())
        .streams(log.isEmpty())
        .config(config)
        .out(out)
        .name(name)
        .forSeconds(seconds)
        .parallelism(parallelism)
        .channels(channels)
        .capture(capture)
        .make();
  }
}
