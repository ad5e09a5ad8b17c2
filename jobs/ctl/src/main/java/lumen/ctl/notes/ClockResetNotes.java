package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Tells of the sources whose clock was reset and that went on. */
final class ClockResetNotes {
  private ClockResetNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    for (JsonNode record : run.accounts().records()) {
      JsonNode resets = record.path("resets");
      if (resets.isObject()) {
        long count = resets.path("count").asLong();
        notes.add(
            "source %s of stream %s: its clock was reset %s, first at %s; its times are shifted by %s s"
                    .formatted(
                        record.path("source").asText(),
                        record.path("stream").asText(),
                        count == 1 ? "once" : count + " times",
                        SourceText.place(resets),
                        SourceText.seconds(resets.path("shift_micros").asLong()))
                + " since, in a new segment (`on_reset: continue`)");
      }
    }
    return notes;
  }
}
