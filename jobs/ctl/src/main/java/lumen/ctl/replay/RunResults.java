package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lumen.ctl.account.Accounts;
import lumen.ctl.notes.RunEnd;
import lumen.ctl.notes.RunNotes;
import lumen.fusion.level.JudgedLevels;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.UnorderedOutput;
import lumen.settings.SettingsException;
import lumen.terminal.Json;
import lumen.terminal.files.DiskRoom;

/** Makes the files that people read of the parts that a fusion job committed. */
public final class RunResults implements ResultFiles {
  /** Outputs that every run has a file of, be it an empty one; of others, where it made them. */
  private static final Set<Output<?>> ALWAYS =
      Set.of(Outputs.FRAMES, Outputs.CONTROL, Outputs.EVIDENCE);

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

  @Override
  public OutputFolder folder() {
    return folder;
  }

  @Override
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
    PartMerge merge = new PartMerge(folder);
    Map<Output<?>, Long> lines = new HashMap<>();
    for (Output<?> output : Outputs.ORDERED) {
      if (ALWAYS.contains(output) || Files.isDirectory(folder.file(output.name()))) {
        lines.put(output, merge.merge(output.name(), output.form().sortedBy()));
      }
    }
    for (UnorderedOutput<?> output : Outputs.UNORDERED) {
      if (output.sortedBy().isPresent()) {
        merge.merge(output.name(), output.sortedBy().get());
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

  @Override
  public String committed(ObjectNode summary) throws IOException {
    long frames = summary.path("frames").asLong();
    if (frames == 0) {
      return "cut off before a frame was committed: nothing that was read is in the outputs";
    }
    return "cut off: committed are %d frames, the newest of ts %s, and what belongs to them; what came after is not"
        .formatted(frames, NewestTime.of(folder.file("frames.ndjson")).toPlainString());
  }
}
