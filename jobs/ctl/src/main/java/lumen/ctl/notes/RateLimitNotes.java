package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One sentence for each channel whose stamps tell of a rate that no channel may have. */
final class RateLimitNotes {
  private RateLimitNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    run.accounts().limited().forEach((channel, record) -> notes.add(note(channel, record)));
    return notes;
  }

  private static String note(String channel, JsonNode record) {
    return ("channel %s: its stamps tell %d samples a second, it is used at %d, the most for this"
            + " resample.target_hz; stamps of one packet or bundle lie closer than its samples:"
            + " %s tells the true rate")
        .formatted(
            channel,
            record.path("wanted_hz").asInt(),
            record.path("used_hz").asInt(),
            SourceText.keys(record.path("source").asText(), "rate_hz: RATE"));
  }
}
