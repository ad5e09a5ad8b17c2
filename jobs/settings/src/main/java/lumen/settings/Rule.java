package lumen.settings;

import java.util.List;
import java.util.function.Predicate;
import lumen.settings.Finding.Severity;

/**
 * A condition between several keys of one file. It is not looked at while a key of it has an error
 * of its own.
 *
 * @param severity what a breach means
 * @param statement the condition, to follow the words "must have"
 * @param keys paths of the keys it is about; a breach is reported at the first that the file gives
 * @param holds the condition
 */
public record Rule(
    Severity severity, String statement, List<String> keys, Predicate<ConfigValues> holds) {

  /** A rule whose breach is an error. */
  public static Rule error(String statement, Predicate<ConfigValues> holds, String... keys) {
    return new Rule(Severity.ERROR, statement, List.of(keys), holds);
  }

  /** A rule whose breach is worth a look only. */
  public static Rule warning(String statement, Predicate<ConfigValues> holds, String... keys) {
    return new Rule(Severity.WARNING, statement, List.of(keys), holds);
  }
}
