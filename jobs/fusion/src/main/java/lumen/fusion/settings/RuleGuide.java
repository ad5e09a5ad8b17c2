package lumen.fusion.settings;

import java.util.List;
import lumen.fusion.evidence.Field;
import lumen.settings.ReferenceNotes;

/** What the reference page says of rules beside their keys. */
final class RuleGuide {
  private static final String LIST =
      """
      A list of rules, each a section with the keys below. A file without content holds the rules \
      that are shipped; `[]` holds none.

      """;

  private static final String CONDITIONS =
      """
      ### Conditions

      | part | is |
      |---|---|
      | `<` `<=` `>` `>=` `==` `!=` | a comparison of two numbers |
      | `and` `or` `not`, also `&&` `\\|\\|` `!` | joined; `not` holds for the comparison behind it, `and` binds before `or` |
      | `+` `-` `*` `/` `(` `)` `abs(x)` `min(x, y, ...)` `max(x, y, ...)` | arithmetic |
      | `mode == "fused"`, `state != "E2"` | a word compared with a text in quotes |
      | `mean(field, 5m)` `min_over` `max_over` `stddev` `p95` | a figure of the values that a field had in the last time, 1s to 30m |

      There is nothing else: no methods, no assignments, no loops, no texts but for `mode` and \
      `state`. At most 1000 characters, nested at most 32 deep. Where the condition begins with a \
      quote, `!`, `[` or `{`, or holds `: ` or ` #`, or a comma within `{ }`, YAML wants it in \
      single quotes.

      A value that is not given, or not finite, makes a comparison unknown, and so its negation: \
      a rule fires only where its condition is true. `a and b` is false if one is false, `a or b` \
      true if one is true, whatever the other. A window is known once its values reach back over \
      a third of it. The standard deviation is that of the values themselves (divided by n), p95 \
      is interpolated.

      A rule fires at the frame at which its condition becomes true, and, while it stays true, \
      again at the first frame `repeat_s` or more later.

      """;

  private static final String ACTIONS =
      """
      ### Actions

      Several are separated by `;`.

      | action | does |
      |---|---|
      | `increase kp by 0.05`, `decrease kd by 0.02` | shifts kp, ki or kd by more than 0, at most 10; the shift decays in 10 min |
      | `alert warn`, `alert crit` | marks the entry |
      | `set weights 0.7 0.3` | sets the shares of URE, 0.6 to 0.9, and of the sensors, 0.1 to 0.4 |

      """;

  private static final String IDS =
      "The `id` differs from that of every other rule of both files of rules.";

  private RuleGuide() {}

  /** Beside the keys of risk_map.yaml. */
  static ReferenceNotes riskMap() {
    return new ReferenceNotes(
        LIST,
        conditions(),
        List.of(
            IDS,
            "All conditions together look over at most "
                + RuleCompiler.MAX_WINDOWS
                + " windows: a field and a length each."));
  }

  /** Beside the keys of quote_rules.yaml. */
  static ReferenceNotes quoteRules() {
    return new ReferenceNotes(LIST, "", List.of(IDS, "`match` holds a word."));
  }

  /** The chapters on conditions and actions. */
  private static String conditions() {
    StringBuilder text = new StringBuilder(CONDITIONS);
    text.append("| field | is |\n|---|---|\n");
    for (Field field : Field.values()) {
      text.append("| `").append(field.wireName()).append("` | ").append(field.meaning());
      String words = String.join(", ", field.words());
      text.append(words.isEmpty() ? "" : ": " + words).append(" |\n");
    }
    return text.append('\n').append(ACTIONS).toString();
  }
}
