package lumen.fusion.command;

import java.util.List;
import java.util.Locale;

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
  RULES,
  /** Says how the noise of the tenant's filters goes on. */
  ADAPT,
  /** Says something about what happened, and changes nothing. */
  NOTE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The type as commands name it, such as {@code tick_limits}. */
  public String word() {
    return word;
  }

  /** The fields of this type. */
  List<String> fields() {
    return switch (this) {
      case RELEASE -> List.of("force");
      case WEIGHTS -> List.of("ure", "sensors");
      case TICK_LIMITS -> List.of("min_tick_ms", "max_tick_ms");
      case CURVES -> List.of("kp_curve", "kd_curve", "ki_base");
      case RULES -> List.of("risk_map", "quote_rules");
      case ADAPT -> List.of("mode", "q", "r");
      case NOTE -> List.of("text", "refs", "from", "to");
    };
  }
}
