package lumen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/** The job of another build, measured by that build's own {@code capacity --max}. */
final class JobOfBuild {
  private final ClusterOfBuild cluster;
  private final Path out;
  private long lines;

  /**
   * @param cluster its running cluster
   * @param out folder of its outputs
   */
  JobOfBuild(ClusterOfBuild cluster, Path out) {
    this.cluster = cluster;
    this.out = out;
  }

  /** Runs a recording once; events per second. */
  double rate(Path recording, Optional<Path> config) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "capacity",
                recording.toString(),
                "--max",
                "--repeat",
                "1",
                "--warm-up",
                "0",
                "--out",
                out.toString(),
                "--json"));
    config.ifPresent(folder -> words.addAll(List.of("--config", folder.toString())));
    JsonNode said = Json.mapper().readTree(cluster.said(words.toArray(new String[0])));
    double rate = said.path("events_per_second").path("median").asDouble();
    if (rate <= 0) {
      throw CommandFailure.failed("capacity of that build must tell events_per_second: " + said);
    }
    lines = frames(out.resolve("frames"));
    return rate;
  }

  /** Frames of the last run. */
  long frames() {
    return lines;
  }

  /** Lines of all files below a folder. */
  static long frames(Path folder) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> all = Files.lines(file)) {
          lines += all.count();
        }
      }
    }
    return lines;
  }
}
