package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.ctl.account.Accounts;
import lumen.ctl.notes.RunEnd;
import lumen.ctl.notes.RunNotes;
import lumen.fusion.level.JudgedLevels;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.UnorderedOutput;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.files.DiskRoom;

/** Makes the files that people read of the parts that a finished job committed. */
public final class RunResults {
  private final OutputFolder folder;
  private final JudgedLevels levels;

  /**
   * The results of a run in this folder.
   *
   * @param config config folder of the run, read now; empty: defaults
   * @throws SettingsException with all findings, if one of them is an error
   */
  public RunResults(OutputFolder folder, Optional<Path> config) {
    this.folder = folder;
    this.levels =
        JudgedLevels.of(config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults));
  }

  /** The folder. */
  OutputFolder folder() {
    return folder;
  }

  /**
   * Merges the parts and writes the summary.
   *
   * @param seconds how long the job ran
   * @return the summary
   */
  public ObjectNode write(double seconds) throws IOException {
    try {
      return merged(seconds);
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw DiskRoom.full(folder.root(), 0, e);
      }
      throw e;
    }
  }

  private ObjectNode merged(double seconds) throws IOException {
    Map<Output<?>, Long> lines = new HashMap<>();
    for (Output<?> output : Outputs.ORDERED) {
      if (output != Outputs.CHANNELS || Files.isDirectory(folder.file(output.name()))) {
        lines.put(output, merge(output.name(), output.form().sortedBy()));
      }
    }
    for (UnorderedOutput<?> output : Outputs.UNORDERED) {
      if (output.sortedBy().isPresent()) {
        merge(output.name(), output.sortedBy().get());
      }
    }
    ObjectNode summary = summary(lines.get(Outputs.FRAMES), seconds);
    summary.put("control_frames", lines.get(Outputs.CONTROL));
    summary.put("evidence", lines.get(Outputs.EVIDENCE));
    Json.write(folder.file("summary.json"), summary);
    return summary;
  }

  /** Events that a finished run read. */
  public static long received(OutputFolder folder) throws IOException {
    return Accounts.read(folder.parts("accounts")).total("received");
  }

  private long merge(String output, SortFields order) throws IOException {
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

  private ObjectNode summary(long frames, double seconds) throws IOException {
    Accounts accounts = Accounts.read(folder.parts("accounts"));
    double rounded = Math.rint(seconds * 1e3) / 1e3;
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.set("streams", accounts.streams());
    summary.set("sources", accounts.sources());
    summary.set("rejects", accounts.rejects());
    Map<String, Long> commands = accounts.commands();
    if (!commands.isEmpty()) {
      summary.set("commands", Json.mapper().valueToTree(commands));
    }
    summary.put("frames", frames);
    summary.put("seconds", rounded);
    summary.put(
        "events_per_second", rounded > 0 ? Math.rint(accounts.total("received") / rounded) : 0);
    summary.set("event_time", accounts.eventTime());
    summary.put("ignored_elements", accounts.total("ignored_elements"));
    LevelsForm.put(levels, summary.putObject("levels"));
    ArrayNode notes = summary.putArray("notes");
    RunNotes.of(new RunEnd(accounts, frames, folder.root())).forEach(notes::add);
    return summary;
  }
}
