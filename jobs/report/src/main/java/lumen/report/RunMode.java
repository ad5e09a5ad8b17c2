package lumen.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import lumen.signal.fusion.Mode;

/** How a report shows the modes of a frame, from best to worst. */
enum RunMode {
  FUSED(Mode.FUSED, 'F', 0),
  SENSORS_ONLY(Mode.SENSORS_ONLY, 'S', 1),
  URE_ONLY(Mode.URE_ONLY, 'U', 2),
  DEGRADE(Mode.DEGRADE, 'D', 3),
  NONE(Mode.NONE, '.', 4);

  private final Mode mode;
  private final char letter;
  private final int badness;

  RunMode(Mode mode, char letter, int badness) {
    this.mode = mode;
    this.letter = letter;
    this.badness = badness;
  }

  /** 0 for the best to 4 for the worst. */
  int badness() {
    return badness;
  }

  static RunMode ofBadness(int badness) {
    for (RunMode shown : values()) {
      if (shown.badness == badness) {
        return shown;
      }
    }
    throw new IllegalArgumentException("badness must be in 0..4: " + badness);
  }

  String wireName() {
    return mode.wireName();
  }

  /** The letter that stands for it in a timeline. */
  char letter() {
    return letter;
  }

  /** Name in a heading. */
  String title() {
    return wireName().replace('_', ' ');
  }

  static RunMode of(String wireName) throws IOException {
    for (RunMode shown : values()) {
      if (shown.wireName().equals(wireName)) {
        return shown;
      }
    }
    throw new IOException(
        Arrays.stream(Mode.values())
            .map(Mode::wireName)
            .collect(Collectors.joining(", ", "mode must be one of ", ": " + wireName)));
  }
}
