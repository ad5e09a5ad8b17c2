package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.savepoint.SavepointReading;
import lumen.jobs.JobKind;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.Output;
import lumen.terminal.Json;

/**
 * What a version of a job has committed since a moment: the parts that were not there before. Each
 * attempt of a job names its parts anew, so no part holds lines of two versions.
 */
final class CommittedFrames {
  /** The list in which lines wait for their turn. */
  private static final String WAITING = "waiting";

  private final OutputFolder folder;
  private final String output;
  private final String ordering;
  private final Set<Path> before;

  private CommittedFrames(OutputFolder folder, String output, String ordering, Set<Path> before) {
    this.folder = folder;
    this.output = output;
    this.ordering = ordering;
    this.before = before;
  }

  /** Begins now, between two versions. */
  static CommittedFrames after(Path out, JobKind kind) throws IOException {
    OutputFolder folder = new OutputFolder(out, kind);
    Set<Path> before = new HashSet<>();
    for (Output<?> of : kind.ordered()) {
      before.addAll(folder.parts(of.name()));
    }
    Output<?> main = kind.ordered().get(0);
    return new CommittedFrames(folder, main.name(), main.ordering().uid(), before);
  }

  /**
   * Begins at a moment at which no version ran: what was written up to it was there before.
   *
   * @param switched that moment, of the clock that dates files
   */
  static CommittedFrames since(Path out, JobKind kind, Instant switched) throws IOException {
    CommittedFrames all = after(out, kind);
    Set<Path> earlier = new HashSet<>();
    for (Path part : all.before) {
      if (!Files.getLastModifiedTime(part).toInstant().isAfter(switched)) {
        earlier.add(part);
      }
    }
    return new CommittedFrames(all.folder, all.output, all.ordering, earlier);
  }

  private List<Path> parts(String name) throws IOException {
    return folder.parts(name).stream().filter(part -> !before.contains(part)).toList();
  }

  /**
   * The first and the last line of the main output.
   *
   * @param lines how many are committed
   * @param from time of the first, seconds since the epoch
   * @param to time of the last
   */
  record Range(long lines, double from, double to) {
    private static final double MILLIS = 1e3;

    /** When the first was, in event time. */
    Instant begin() {
      return Instant.ofEpochMilli(Math.round(from * MILLIS));
    }

    ObjectNode json(String output) {
      return Json.mapper()
          .createObjectNode()
          .put("output", output)
          .put("lines", lines)
          .put("from", BigDecimal.valueOf(from))
          .put("to", BigDecimal.valueOf(to));
    }
  }

  /** Name of the main output, such as frames. */
  String output() {
    return output;
  }

  /** What of the main output is committed; empty where nothing is. */
  Optional<Range> range() throws IOException {
    long lines = 0;
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (Path part : parts(output)) {
      try (BufferedReader reader = Files.newBufferedReader(part)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          double ts = time(line);
          lines++;
          from = Math.min(from, ts);
          to = Math.max(to, ts);
        }
      }
    }
    return lines == 0 ? Optional.empty() : Optional.of(new Range(lines, from, to));
  }

  /**
   * What is void of a version that was taken back: what it has committed, and what it has formed
   * that waits in its savepoint for its turn, and leaves with the version that goes on from there.
   * The first lines may be of the version before, which waited likewise.
   *
   * @param committed what it has committed
   * @param savepoint the last of the version that was taken back; empty where nothing of it goes on
   */
  Optional<Range> voidRange(Optional<Range> committed, Optional<String> savepoint)
      throws IOException {
    if (savepoint.isEmpty() || ordering.isEmpty()) {
      return committed;
    }
    double to = committed.map(Range::to).orElse(Double.NEGATIVE_INFINITY);
    double from = committed.map(Range::from).orElse(Double.POSITIVE_INFINITY);
    for (Object one : SavepointReading.list(savepoint.get(), ordering, WAITING)) {
      if (one instanceof OrderedLine line) {
        double ts = time(line.line());
        to = Math.max(to, ts);
        from = Math.min(from, ts);
      }
    }
    long lines = committed.map(Range::lines).orElse(0L);
    return to < from ? Optional.empty() : Optional.of(new Range(lines, from, to));
  }

  private static double time(String line) throws IOException {
    return Json.mapper().readTree(line).path("ts").asDouble(Double.NaN);
  }

  /**
   * Copies the main output and the ticks into a folder, as the gate reads them. Ticks behind the
   * last frame are left out: the gate looks at the newest moment, which would hold no frame.
   *
   * @return the file of frames
   */
  Path copyTo(Path target) throws IOException {
    double last = range().map(Range::to).orElse(Double.NEGATIVE_INFINITY);
    for (String name : List.of(output, "control")) {
      try (BufferedWriter out = Files.newBufferedWriter(target.resolve(name + ".ndjson"))) {
        for (Path part : parts(name)) {
          for (String line : Files.readAllLines(part)) {
            if (time(line) <= last) {
              out.write(line);
              out.write('\n');
            }
          }
        }
      }
    }
    return target.resolve(output + ".ndjson");
  }
}
