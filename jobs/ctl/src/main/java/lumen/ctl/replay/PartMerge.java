package lumen.ctl.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.runtime.lines.LineOutput;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.UnorderedOutput;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.DiskRoom;

/** Makes one file of the parts of each output. */
final class PartMerge {
  private final OutputFolder folder;

  PartMerge(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Merges the parts of all outputs that people read.
   *
   * @return lines of each output
   */
  Map<LineOutput<?>, Long> all() throws IOException {
    Map<LineOutput<?>, Long> lines = new HashMap<>();
    for (Output<?> output : folder.kind().ordered()) {
      lines.put(output, merge(output.name(), output.form().sortedBy()));
    }
    for (UnorderedOutput<?> output : folder.kind().unordered()) {
      if (output.sortedBy().isPresent()) {
        lines.put(output, merge(output.name(), output.sortedBy().get()));
      }
    }
    return lines;
  }

  /**
   * Merges the parts of one output.
   *
   * @return how many lines there are
   */
  long merge(String output, SortFields order) throws IOException {
    List<Path> parts = folder.parts(output);
    Path target = folder.file(output + ".ndjson");
    try {
      return new LineMerge(order).merge(parts, target);
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw full(parts, target, e);
      }
      throw e;
    }
  }

  /** A merge writes as much as its parts hold, runs of it beside other temporary files first. */
  private static CommandFailure full(List<Path> parts, Path target, IOException cause)
      throws IOException {
    long missing = Files.exists(target) ? -Files.size(target) : 0;
    for (Path part : parts) {
      missing += Files.size(part);
    }
    Path runs = Path.of(System.getProperty("java.io.tmpdir"));
    boolean elsewhere = DiskRoom.isFull(runs) && !DiskRoom.isFull(target);
    return DiskRoom.full(elsewhere ? runs : target, missing, cause);
  }
}
