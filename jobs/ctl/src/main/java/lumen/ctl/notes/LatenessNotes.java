package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells of the streams of which more than 5 % came late: which sources lost, where, by how much,
 * behind whose line, and what would help.
 */
final class LatenessNotes {
  private static final double NOTABLE = 0.05;

  /** Of so many sources of a stream it is told what would help. */
  private static final int SOURCES = 3;

  /** So many late events one after another are no disorder, but a clock that is off. */
  private static final int OFF = 16;

  private LatenessNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    run.accounts().byStream().forEach((stream, records) -> stream(stream, records, notes));
    return notes;
  }

  private static void stream(String stream, List<JsonNode> records, List<String> notes) {
    long received = records.stream().mapToLong(r -> r.path("received").asLong()).sum();
    long late = records.stream().mapToLong(LatenessNotes::late).sum();
    if (late <= NOTABLE * received) {
      return;
    }
    List<JsonNode> losers =
        records.stream()
            .filter(r -> late(r) > 0)
            .sorted(Comparator.comparingLong(LatenessNotes::late).reversed())
            .toList();
    JsonNode worst = losers.get(0);
    notes.add(
        String.format(
            Locale.ROOT,
            "stream %s: %.1f %% came late (%d of %d events), most of them of source %s; its first at %s"
                + " line %d, byte offset %d",
            stream,
            100.0 * late / received,
            late,
            received,
            worst.path("source").asText(),
            worst.path("late_file").asText(),
            worst.path("late_line").asLong(),
            worst.path("late_offset").asLong()));
    losers.stream()
        .filter(r -> late(r) > NOTABLE * late && r.path("late_run").hasNonNull("line_source"))
        .limit(SOURCES)
        .forEach(r -> notes.add(source(stream, r)));
  }

  private static long late(JsonNode record) {
    return record.path("late").asLong();
  }

  private static String source(String stream, JsonNode record) {
    String source = record.path("source").asText();
    JsonNode run = record.path("late_run");
    String mover = run.path("line_source").asText();
    return "source %s of stream %s lost %d of %d events behind the line that %s moved; from %s on it was %s s behind: %s"
        .formatted(
            source,
            stream,
            late(record),
            record.path("received").asLong(),
            mover.equals(source) ? "it had itself" : "source " + mover,
            SourceText.place(run),
            SourceText.seconds(run.path("ahead_micros").asLong()),
            remedy(source, run));
  }

  private static String remedy(String source, JsonNode run) {
    long ahead = run.path("ahead_micros").asLong();
    if (run.path("events").asLong() < OFF) {
      return "its events are out of order, a greater `time.replay_out_of_orderness_ms` in fusion.yaml"
          + " waits for them";
    }
    String offset = SourceText.clock(source, "mode: fixed, offset_s: " + SourceText.seconds(ahead));
    if (!run.has("newest_micros")) {
      return "its clock was so from its first event on, " + offset + " sets it right";
    }
    long back = run.path("newest_micros").asLong() - run.path("micros").asLong();
    if (back > ahead / 2) {
      return "its clock went back by %s s, %s lets it go on in a new segment"
          .formatted(SourceText.seconds(back), SourceText.clock(source, "on_reset: continue"));
    }
    if (back >= 0) {
      return "its clock stood still, a greater `time.source_idle_s` in fusion.yaml waits for it";
    }
    return "its clock is behind though it goes on, " + offset + " sets it right";
  }
}
