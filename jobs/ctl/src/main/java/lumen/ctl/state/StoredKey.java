package lumen.ctl.state;

/**
 * The states of one key, or one line of an operator's list state, as they lie in a savepoint.
 *
 * @param part what it belongs to
 * @param key key of the keyed state, or the line
 * @param hot encoded {@link lumen.runtime.state.HotState}, empty if there is none
 * @param blocks blocks in the key's log
 * @param bridge encoded {@link lumen.fusion.bridge.StoredBridge} of a tenant, empty if there is
 *     none
 */
public record StoredKey(Part part, String key, byte[] hot, long blocks, byte[] bridge) {
  /** The parts of a savepoint that are read. */
  public enum Part {
    /** Lines of the shaping settings. */
    SETTING,
    /** Keyed by tenant. */
    TENANT,
    /** Keyed by channel. */
    CHANNEL
  }

  static StoredKey setting(String line) {
    return new StoredKey(Part.SETTING, line, new byte[0], 0, new byte[0]);
  }
}
