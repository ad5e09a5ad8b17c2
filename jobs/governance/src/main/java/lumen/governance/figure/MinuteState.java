package lumen.governance.figure;

/** Whether a service was up in a minute. */
public enum MinuteState {
  /** No sample covers it. */
  UNKNOWN('?'),
  /** It was. */
  UP('u'),
  /** It was not. */
  DOWN('d');

  private final char code;

  MinuteState(char code) {
    this.code = code;
  }

  /** What stands for it in state. */
  char code() {
    return code;
  }

  static MinuteState of(char code) {
    for (MinuteState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("a minute must be unknown, up or down: " + code);
  }
}
