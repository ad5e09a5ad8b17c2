package lumen.ctl.report;

import java.io.IOException;

/** The protocol states of the bridge. */
enum RunState {
  E0("idle", 3),
  E1("syncing", 2),
  E2("bridged", 0),
  E3("guarded", 1),
  E4("rollback", 4);

  private final String word;
  private final int badness;

  RunState(String word, int badness) {
    this.word = word;
    this.badness = badness;
  }

  /** 0 for the best to 4 for the worst. */
  int badness() {
    return badness;
  }

  static RunState ofBadness(int badness) {
    for (RunState state : values()) {
      if (state.badness == badness) {
        return state;
      }
    }
    throw new IllegalArgumentException("badness must be in 0..4: " + badness);
  }

  /** Name in a heading, such as {@code E2 bridged}. */
  String title() {
    return name() + " " + word;
  }

  static RunState of(String wireName) throws IOException {
    for (RunState state : values()) {
      if (state.name().equals(wireName)) {
        return state;
      }
    }
    throw new IOException("state must be one of E0, E1, E2, E3, E4: " + wireName);
  }
}
