package lumen.fusion.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of commands, and the fields that each has beside those of every command. */
public enum CommandType {
  /** Leaves the state of rollback. */
  RELEASE,
  /** Sets the weights of the two sides. */
  WEIGHTS,
  /** Sets the limits of the tick. */
  TICK_LIMITS,
  /** Replaces the gain schedule. */
  CURVES,
  /** Replaces the rules of the evidence. */
  RULES;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The type that commands call so. */
  static Optional<CommandType> ofWord(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  /** All types as commands name them. */
  static List<String> words() {
    return Arrays.stream(values()).map(CommandType::word).toList();
  }

  /** The type as commands name it, such as {@code tick_limits}. */
  public String word() {
    return word;
  }

  /** The fields of this type. */
  List<String> fields() {
    return switch (this) {
      case RELEASE -> List.of();
      case WEIGHTS -> List.of("ure", "sensors");
      case TICK_LIMITS -> List.of("min_tick_ms", "max_tick_ms");
      case CURVES -> List.of("kp_curve", "kd_curve", "ki_base");
      case RULES -> List.of("risk_map", "quote_rules");
    };
  }
}
