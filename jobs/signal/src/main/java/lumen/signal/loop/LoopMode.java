package lumen.signal.loop;

/** What the tick follows. */
public enum LoopMode {
  /** The ticks of the reference. */
  PHASE("phase"),
  /** The rate that the reference publishes. */
  FREQUENCY("frequency"),
  /** Nothing: the tick stays. */
  FREE("free");

  private final String wireName;

  LoopMode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in output. */
  public String wireName() {
    return wireName;
  }

  static LoopMode ofWireName(String name) {
    for (LoopMode mode : values()) {
      if (mode.wireName.equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("mode must be known: " + name);
  }
}
