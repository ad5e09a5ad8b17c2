package lumen.ctl.report;

import java.io.IOException;

/** The modes of a frame, from best to worst. */
enum RunMode {
  FUSED("fused", 'F', 0),
  SENSORS_ONLY("sensors_only", 'S', 1),
  URE_ONLY("ure_only", 'U', 2),
  DEGRADE("degrade", 'D', 3),
  NONE("none", '.', 4);

  private final String wireName;
  private final char letter;
  private final int badness;

  RunMode(String wireName, char letter, int badness) {
    this.wireName = wireName;
    this.letter = letter;
    this.badness = badness;
  }

  /** 0 for the best to 4 for the worst. */
  int badness() {
    return badness;
  }

  static RunMode ofBadness(int badness) {
    for (RunMode mode : values()) {
      if (mode.badness == badness) {
        return mode;
      }
    }
    throw new IllegalArgumentException("badness must be in 0..4: " + badness);
  }

  String wireName() {
    return wireName;
  }

  /** The letter that stands for it in a timeline. */
  char letter() {
    return letter;
  }

  /** Name in a heading. */
  String title() {
    return wireName.replace('_', ' ');
  }

  static RunMode of(String wireName) throws IOException {
    for (RunMode mode : values()) {
      if (mode.wireName.equals(wireName)) {
        return mode;
      }
    }
    throw new IOException(
        "mode must be one of fused, ure_only, sensors_only, degrade, none: " + wireName);
  }
}
