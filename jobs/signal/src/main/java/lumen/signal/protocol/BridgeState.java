package lumen.signal.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The protocol states of the bridge of one tenant. */
public enum BridgeState {
  /** Nothing comes, or nothing has locked for too long: no ticks. */
  E0_IDLE("E0", 0, false),
  /** The loop pulls in. */
  E1_SYNCING("E1", 1, false),
  /** Locked. */
  E2_BRIDGED("E2", 2, true),
  /** Locked, but the entropy is high: gains 10 % lower. */
  E3_GUARDED("E3", 3, true),
  /** Given up: safe parameters, nothing is played, until an operator releases it. */
  E4_ROLLBACK("E4", 4, false);

  private final String wireName;
  private final int code;
  private final boolean outputsOn;

  BridgeState(String wireName, int code, boolean outputsOn) {
    this.wireName = wireName;
    this.code = code;
    this.outputsOn = outputsOn;
  }

  /** The name in output. */
  public String wireName() {
    return wireName;
  }

  /** The value of the metric: 0 idle to 4 rollback. */
  public int code() {
    return code;
  }

  /** Whether ticks are played and a bench is allowed. */
  public boolean outputsOn() {
    return outputsOn;
  }

  /** The state of a name in output; empty where none is called so. */
  public static Optional<BridgeState> named(String wireName) {
    return Arrays.stream(values()).filter(state -> state.wireName.equals(wireName)).findFirst();
  }

  /**
   * The state of a name in output.
   *
   * @throws IllegalArgumentException where none is called so
   */
  public static BridgeState ofWireName(String name) {
    return named(name)
        .orElseThrow(() -> new IllegalArgumentException("state must be one of E0..E4: " + name));
  }
}
