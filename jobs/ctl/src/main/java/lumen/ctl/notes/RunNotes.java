package lumen.ctl.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is worth saying about a run, for its summary, its report and the terminal: sentences that
 * tell what was found, where, and what would help, worst first. A further subject is one more line
 * of {@link #SUBJECTS}.
 */
public final class RunNotes {
  private static final String CONTROL = "control.ndjson";
  private static final String NO_FRAMES =
      "no frames: no channel has (19 + band.taps)/target_hz seconds, 14 by default, without a pause"
          + " over resample.max_gap_s";

  private static final String NO_BRIDGE =
      "no frames and no ticks: of a reference engine came values alone that begin nothing, such as"
          + " `ure_hz`; a bridge begins with `/ure/tick`, or with a frame, which a sensor or"
          + " `ure_coherence_level` gives";

  /** What is looked at, worst first: lost events, false figures, doubtful ones, remarks. */
  private static final List<Subject> SUBJECTS =
      List.of(
          UsageNotes::of,
          DamageNotes::of,
          LatenessNotes::of,
          EpochNotes::of,
          TextNotes::of,
          RunNotes::frames,
          StampNotes::of,
          SilentNotes::of,
          SameNotes::of,
          BandNotes::of,
          RateLimitNotes::of,
          RateNotes::of,
          CommandNotes::of,
          ClockResetNotes::of);

  /** Something to look at. */
  private interface Subject {
    List<String> notes(RunEnd run) throws IOException;
  }

  private RunNotes() {}

  /** All notes about a run. */
  public static List<String> of(RunEnd run) throws IOException {
    List<String> notes = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      notes.addAll(subject.notes(run));
    }
    return notes;
  }

  /** That there are no frames, where no other note says why. */
  private static List<String> frames(RunEnd run) throws IOException {
    if (run.frames() > 0) {
      return List.of();
    }
    if (!run.channels().isEmpty()) {
      return SilentNotes.of(run).isEmpty() ? List.of(NO_FRAMES) : List.of();
    }
    boolean unsaid =
        run.accounts().total("used") > 0 && !holds(run, "facts.ndjson") && !holds(run, CONTROL);
    return unsaid ? List.of(NO_BRIDGE) : List.of();
  }

  private static boolean holds(RunEnd run, String file) throws IOException {
    Path path = run.folder().resolve(file);
    return Files.exists(path) && Files.size(path) > 0;
  }
}
