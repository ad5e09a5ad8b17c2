package lumen.signal.protocol;

/** The protocol states of the bridge of one tenant. */
public enum BridgeState {
  /** Nothing comes, or nothing has locked for too long: no ticks. */
  E0_IDLE("E0", false),
  /** The loop pulls in. */
  E1_SYNCING("E1", false),
  /** Locked. */
  E2_BRIDGED("E2", true),
  /** Locked, but the entropy is high: gains 10 % lower. */
  E3_GUARDED("E3", true),
  /** Given up: safe parameters, nothing is played, until an operator releases it. */
  E4_ROLLBACK("E4", false);

  private final String wireName;
  private final boolean outputsOn;

  BridgeState(String wireName, boolean outputsOn) {
    this.wireName = wireName;
    this.outputsOn = outputsOn;
  }

  /** The name in output. */
  public String wireName() {
    return wireName;
  }

  /** Whether ticks are played and a bench is allowed. */
  public boolean outputsOn() {
    return outputsOn;
  }

  static BridgeState ofWireName(String name) {
    for (BridgeState state : values()) {
      if (state.wireName.equals(name)) {
        return state;
      }
    }
    throw new IllegalArgumentException("state must be one of E0..E4: " + name);
  }
}
