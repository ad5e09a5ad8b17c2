package lumen.ctl.replay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import lumen.runtime.lines.SortFields;

/**
 * Makes one sorted file of many parts: sorts runs that fit the heap, then merges them. Lines with
 * equal keys keep the order of the parts.
 */
final class LineMerge {
  private static final int LINES_PER_RUN = 200_000;

  private final SortFields fields;
  private final int linesPerRun;

  LineMerge(SortFields fields) {
    this(fields, LINES_PER_RUN);
  }

  LineMerge(SortFields fields, int linesPerRun) {
    this.fields = fields;
    this.linesPerRun = linesPerRun;
  }

  private record Line(LineKey key, String text) {}

  /** A sorted run being read. */
  private static final class Run {
    final int number;
    final BufferedReader lines;
    Line head;

    Run(int number, BufferedReader lines) {
      this.number = number;
      this.lines = lines;
    }
  }

  /**
   * Merges the parts.
   *
   * @return number of lines
   */
  long merge(List<Path> parts, Path target) throws IOException {
    List<Path> runs = new ArrayList<>();
    List<Line> batch = new ArrayList<>();
    long count = 0;
    try {
      for (Path part : parts) {
        try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.UTF_8)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            batch.add(new Line(LineKey.of(fields, line), line));
            count++;
            if (batch.size() == linesPerRun) {
              runs.add(spill(batch));
              batch.clear();
            }
          }
        }
      }
      if (runs.isEmpty()) {
        write(batch, target);
      } else {
        runs.add(spill(batch));
        mergeRuns(runs, target);
      }
    } finally {
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
    }
    return count;
  }

  private static Path spill(List<Line> batch) throws IOException {
    Path run = Files.createTempFile("lumen-merge-", ".ndjson");
    write(batch, run);
    return run;
  }

  private static void write(List<Line> batch, Path target) throws IOException {
    batch.sort(Comparator.comparing(Line::key, LineKey.ORDER));
    try (BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      for (Line line : batch) {
        out.write(line.text());
        out.write('\n');
      }
    }
  }

  private void mergeRuns(List<Path> runs, Path target) throws IOException {
    PriorityQueue<Run> heads =
        new PriorityQueue<>(
            Comparator.comparing((Run run) -> run.head.key(), LineKey.ORDER)
                .thenComparingInt(run -> run.number));
    List<Run> opened = new ArrayList<>();
    try (BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      for (Path path : runs) {
        Run run = new Run(opened.size(), Files.newBufferedReader(path, StandardCharsets.UTF_8));
        opened.add(run);
        if (advance(run)) {
          heads.add(run);
        }
      }
      while (!heads.isEmpty()) {
        Run run = heads.poll();
        out.write(run.head.text());
        out.write('\n');
        if (advance(run)) {
          heads.add(run);
        }
      }
    } finally {
      for (Run run : opened) {
        run.lines.close();
      }
    }
  }

  private boolean advance(Run run) throws IOException {
    String line = run.lines.readLine();
    run.head = line == null ? null : new Line(LineKey.of(fields, line), line);
    return line != null;
  }
}
