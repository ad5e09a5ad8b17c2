package lumen.signal.fusion;

import java.util.Arrays;
import java.util.Optional;

/** Which sides a frame was made from; the order is that of the metric. */
public enum Mode {
  /** Sensors and reference engine. */
  FUSED("fused", 0),
  /** Reference engine alone. */
  URE_ONLY("ure_only", 1),
  /** Sensors alone. */
  SENSORS_ONLY("sensors_only", 2),
  /** The last held frame, its coherence fading. */
  DEGRADE("degrade", 3),
  /** Neither side has anything. */
  NONE("none", 4);

  private final String wireName;
  private final int code;

  Mode(String wireName, int code) {
    this.wireName = wireName;
    this.code = code;
  }

  /** The name in frames. */
  public String wireName() {
    return wireName;
  }

  /** The value of the metric: 0 fused to 4 none. */
  public int code() {
    return code;
  }

  /** The mode of a name in frames; empty where none is called so. */
  public static Optional<Mode> named(String wireName) {
    return Arrays.stream(values()).filter(mode -> mode.wireName.equals(wireName)).findFirst();
  }
}
