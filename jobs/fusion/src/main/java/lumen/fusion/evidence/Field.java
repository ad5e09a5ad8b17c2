package lumen.fusion.evidence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.signal.fusion.Mode;

/**
 * What a condition may read. The order is that of the documentation; the code is what stored state
 * knows a field by, and is never given to another.
 */
public enum Field {
  /** Mean phase difference in cycles. */
  PHASE_DIFF(1, "phase_diff", "mean phase difference in cycles"),
  /** Envelope correlation mapped to 0..1. */
  HARMONY(2, "harmony", "envelope correlation mapped to 0..1"),
  /** Phase locking, 0 to 1. */
  COHERENCE(3, "coherence", "phase locking, 0 to 1"),
  /** Entropy of the phase differences: 0 locked, 1 none. */
  ENTROPY_RATIO(4, "entropy_ratio", "entropy of the phase differences: 0 locked, 1 none"),
  /** Completeness times coherence. */
  SYNC_QUALITY(5, "sync_quality", "completeness times coherence"),
  /** Kuramoto order of the present phases, 0 to 1. */
  ORDER(6, "order", "Kuramoto order of the present phases, 0 to 1"),
  /** Process noise, cycles squared. */
  Q(7, "q", "process noise, cycles squared"),
  /** Measurement noise, cycles squared. */
  R(8, "r", "measurement noise, cycles squared"),
  /** Proportional gain. */
  KP(9, "kp", "proportional gain"),
  /** Integral gain. */
  KI(10, "ki", "integral gain"),
  /** Derivative gain. */
  KD(11, "kd", "derivative gain"),
  /** Present channels. */
  STREAMS_FRESH(12, "streams_fresh", "present channels"),
  /** Expected channels. */
  STREAMS_TOTAL(13, "streams_total", "expected channels"),
  /** Which sides the frame was made from. */
  MODE(14, "mode", "which sides the frame was made from"),
  /** Tick of the bridge in milliseconds. */
  TICK_MS(15, "tick_ms", "tick of the bridge in milliseconds"),
  /** Rate of the bridge in Hz. */
  HZ(16, "hz", "rate of the bridge in Hz"),
  /** Phase error of the bridge in cycles. */
  E(17, "e", "phase error of the bridge in cycles"),
  /** Protocol state of the bridge. */
  STATE(18, "state", "protocol state of the bridge"),
  /** The bridge's own sync quality. */
  BRIDGE_SYNC_QUALITY(19, "bridge_sync_quality", "the bridge's own sync quality"),
  /** The bridge's own entropy ratio. */
  BRIDGE_ENTROPY_RATIO(20, "bridge_entropy_ratio", "the bridge's own entropy ratio"),
  /** The bridge's own mean phase error, cycles. */
  BRIDGE_PHASE_DIFF(21, "bridge_phase_diff", "the bridge's own mean phase error, cycles"),
  /** Share of refused corrections over 5 min. */
  ROLLBACK_RATIO_5M(22, "rollback_ratio_5m", "share of refused corrections over 5 min"),
  /** Standard deviation of the residual entropy over 10 min. */
  RESIDUAL_STDDEV_10M(
      23, "residual_stddev_10m", "standard deviation of the residual entropy over 10 min");

  /** The largest code. */
  static final int MAX_CODE = 23;

  private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();

  static {
    for (Field field : values()) {
      BY_NAME.put(field.wireName, field);
    }
  }

  private final int code;
  private final String wireName;
  private final String meaning;

  Field(int code, String wireName, String meaning) {
    this.code = code;
    this.wireName = wireName;
    this.meaning = meaning;
  }

  /** The field of this name. */
  static Optional<Field> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The field of this code; none if it is one of a later version. */
  static Optional<Field> coded(int code) {
    return BY_NAME.values().stream().filter(field -> field.code == code).findFirst();
  }

  /** The names of all fields. */
  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The names of the fields that are numbers. */
  static List<String> numbers() {
    return BY_NAME.values().stream().filter(field -> !field.isText()).map(Field::wireName).toList();
  }

  /** The name in rules and outputs. */
  public String wireName() {
    return wireName;
  }

  /** What it is, with its unit, for people. */
  public String meaning() {
    return meaning;
  }

  /** What stored state knows it by. */
  int code() {
    return code;
  }

  /** Whether it is a word, not a number. */
  boolean isText() {
    return this == MODE || this == STATE;
  }

  /** The words it may be; empty for a number. */
  public List<String> words() {
    return switch (this) {
      case MODE -> Arrays.stream(Mode.values()).map(Mode::wireName).toList();
      case STATE -> List.of("E0", "E1", "E2", "E3", "E4");
      default -> List.of();
    };
  }
}
