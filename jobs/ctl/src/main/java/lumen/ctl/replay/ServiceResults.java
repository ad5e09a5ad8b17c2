package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import lumen.ctl.governance.ServiceSummary;
import lumen.terminal.Json;
import lumen.terminal.files.DiskRoom;

/** Makes the files that people read of the parts that a governance job committed. */
public final class ServiceResults implements ResultFiles {
  private final OutputFolder folder;

  /** The results of a run in this folder. */
  public ServiceResults(OutputFolder folder) {
    this.folder = folder;
  }

  @Override
  public OutputFolder folder() {
    return folder;
  }

  @Override
  public ObjectNode write(double seconds) throws IOException {
    try {
      new PartMerge(folder).all();
      ObjectNode summary = ServiceSummary.of(folder.root(), seconds);
      Json.write(folder.file("summary.json"), summary);
      return summary;
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw DiskRoom.full(folder.root(), 0, e);
      }
      throw e;
    }
  }

  @Override
  public String committed(ObjectNode summary) throws IOException {
    boolean any =
        summary.path("services").properties().stream()
            .anyMatch(service -> service.getValue().path("scorecards").asLong() > 0);
    return any
        ? "cut off: committed are scorecards up to ts %s; accounts come at the end alone"
            .formatted(NewestTime.of(folder.file("scorecard.ndjson")).toPlainString())
        : "cut off before a scorecard was committed: what was read since is not in it";
  }
}
