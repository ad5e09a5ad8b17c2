package lumen.ctl.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.ctl.replay.LocalRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.ResultFiles;
import lumen.ctl.replay.RouteResults;
import lumen.ctl.replay.RunResults;
import lumen.ctl.replay.ServiceResults;
import lumen.jobs.JobKind;
import lumen.runtime.lines.LineOutput;
import org.apache.flink.util.FileUtils;

/** A golden's input through the graph of its job, in this process. */
final class GoldenRun {
  /** Everything else that the fusion job writes; of channels there are too many. */
  private static final String CHANNELS = "channels";

  private final GoldenFolder golden;
  private final Path configs;

  /**
   * A run.
   *
   * @param configs folder of the configuration that holds where the golden has none of its own
   */
  GoldenRun(GoldenFolder golden, Path configs) {
    this.golden = golden;
    this.configs = configs;
  }

  /** What the job makes of it, by output: those that are expected, all where none is. */
  SortedMap<String, byte[]> at(int parallelism) throws Exception {
    Path work = Files.createTempDirectory("lumen-golden-");
    try {
      golden.configure(configs, Files.createDirectories(work.resolve("config")));
      Path out = Files.createDirectory(work.resolve("out"));
      JobKind kind = golden.spec().job();
      ReplayRequest request =
          new ReplayRequest(
              kind,
              List.of(golden.input()),
              Optional.of(work.resolve("config")),
              out,
              "golden",
              0,
              parallelism,
              false,
              golden.control(),
              golden.spec().features());
      double seconds = LocalRun.run(request, millis -> {}, () -> false);
      OutputFolder folder = new OutputFolder(out, kind);
      ResultFiles results =
          switch (kind) {
            case FUSION -> new RunResults(folder, request.config());
            case OVERLAY -> new RouteResults(folder);
            case GOVERNANCE -> new ServiceResults(folder);
          };
      results.write(seconds);
      return read(folder);
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private SortedMap<String, byte[]> read(OutputFolder folder) throws IOException {
    SortedMap<String, byte[]> found = new TreeMap<>();
    for (String output : outputs()) {
      Path file = folder.file(output + ".ndjson");
      found.put(output, Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
    }
    return found;
  }

  private Collection<String> outputs() {
    JobKind kind = golden.spec().job();
    return golden.spec().expect().isEmpty()
        ? Stream.concat(
                kind.ordered().stream().map(LineOutput::name),
                kind.unordered().stream()
                    .filter(output -> output.sortedBy().isPresent())
                    .map(LineOutput::name))
            .filter(name -> !name.equals(CHANNELS))
            .toList()
        : golden.spec().expect().keySet();
  }
}
