package lumen.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import lumen.signal.protocol.BridgeState;

/** How a report shows the protocol states of the bridge. */
enum RunState {
  E0(BridgeState.E0_IDLE, "idle", 3),
  E1(BridgeState.E1_SYNCING, "syncing", 2),
  E2(BridgeState.E2_BRIDGED, "bridged", 0),
  E3(BridgeState.E3_GUARDED, "guarded", 1),
  E4(BridgeState.E4_ROLLBACK, "rollback", 4);

  private final BridgeState state;
  private final String word;
  private final int badness;

  RunState(BridgeState state, String word, int badness) {
    this.state = state;
    this.word = word;
    this.badness = badness;
  }

  /** 0 for the best to 4 for the worst. */
  int badness() {
    return badness;
  }

  static RunState ofBadness(int badness) {
    for (RunState shown : values()) {
      if (shown.badness == badness) {
        return shown;
      }
    }
    throw new IllegalArgumentException("badness must be in 0..4: " + badness);
  }

  /** Name in a heading, such as {@code E2 bridged}. */
  String title() {
    return wireName() + " " + word;
  }

  /** Name in control frames. */
  String wireName() {
    return state.wireName();
  }

  static RunState of(String wireName) throws IOException {
    for (RunState shown : values()) {
      if (shown.wireName().equals(wireName)) {
        return shown;
      }
    }
    throw new IOException(
        Arrays.stream(BridgeState.values())
            .map(BridgeState::wireName)
            .collect(Collectors.joining(", ", "state must be one of ", ": " + wireName)));
  }
}
