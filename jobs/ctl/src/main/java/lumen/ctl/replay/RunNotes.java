package lumen.ctl.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is worth saying about a run, for its summary and the terminal: sentences that tell what was
 * found, where, and what would help. A further subject is one more line of {@link #SUBJECTS}.
 */
final class RunNotes {
  private static final String NO_FRAMES =
      "no frames: no channel has (19 + band.taps)/target_hz seconds, 14 by default, without a pause"
          + " over resample.max_gap_s";

  /** What is looked at, in the order of the notes. */
  private static final List<Function<RunEnd, List<String>>> SUBJECTS =
      List.of(
          LatenessNotes::of,
          ClockResetNotes::of,
          RateLimitNotes::of,
          RunNotes::commands,
          RunNotes::frames);

  private RunNotes() {}

  /** All notes about a run. */
  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    SUBJECTS.forEach(subject -> notes.addAll(subject.apply(run)));
    return notes;
  }

  private static List<String> commands(RunEnd run) {
    Map<String, Long> commands = run.accounts().commands();
    long unheard = commands.values().stream().mapToLong(n -> n).sum();
    unheard -= commands.getOrDefault("received", 0L) + commands.getOrDefault("applied", 0L);
    return unheard > 0
        ? List.of(
            "%d of %d commands were not obeyed: `bad_command` in rejects.ndjson tells why"
                .formatted(unheard, commands.getOrDefault("received", 0L)))
        : List.of();
  }

  private static List<String> frames(RunEnd run) {
    return run.frames() == 0 && run.accounts().total("used") > 0 ? List.of(NO_FRAMES) : List.of();
  }
}
