package lumen.ctl.drill.whole;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is broken so that the drill is seen to turn red: {@code -Dlumen.drill.sabotage}. */
enum Sabotage {
  /** Nothing. */
  NONE,
  /** The alert that step 2 waits for is not there. */
  RULE_DELETED,
  /** The relay before the reference engine does nothing: step 2 is not injected. */
  RELAY_OFF,
  /** The supervisor does not look who hangs: step 5 fails. */
  HANG_CHECK_OFF,
  /** A frame is missing in what the job wrote: step 13 fails. */
  FRAME_DROPPED,
  /** Alerts end with their series: step 2 sees that one is over while its cause is not. */
  KEEP_FIRING_REMOVED,
  /** An alert fires in good weather: step 1 fails. */
  FORCED_ALERT;

  /** One of them, or some of which each turns another step red. */
  static Set<Sabotage> chosen() {
    Set<Sabotage> chosen = EnumSet.noneOf(Sabotage.class);
    for (String word : System.getProperty("lumen.drill.sabotage", "none").split(",", -1)) {
      chosen.add(valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return chosen;
  }

  /** A file of rules as it is used. */
  String rules(String text) {
    return switch (this) {
      case RULE_DELETED ->
          text.replaceFirst("(?s)      - alert: FusionFailover\n.*?(?=      - alert: )", "");
      case KEEP_FIRING_REMOVED ->
          text.replaceAll("\n *keep_firing_for: [^\n]*", "")
              .replaceAll(", *keep_firing_for: [^,}]*", "");
      case FORCED_ALERT ->
          text.replaceFirst(
              "(?m)^groups:\n",
              "groups:\n"
                  + "  - name: forced\n"
                  + "    rules:\n"
                  + "      - {alert: Forced, expr: vector(1), labels: {severity: warning, family:"
                  + " forced, scope: job}}\n");
      default -> text;
    };
  }
}
