package lumen.fusion.settings;

import java.util.List;
import java.util.function.Predicate;
import lumen.fusion.settings.Finding.Severity;

/**
 * A condition between several keys of one file.
 *
 * @param file the file
 * @param severity what a breach means
 * @param statement the condition, to follow the words "must have"
 * @param keys paths of the keys it is about; a breach is reported at the first that the file gives
 * @param holds the condition
 */
record Rule(
    ConfigFile file,
    Severity severity,
    String statement,
    List<String> keys,
    Predicate<ConfigValues> holds) {

  static Rule error(
      ConfigFile file, String statement, Predicate<ConfigValues> holds, String... keys) {
    return new Rule(file, Severity.ERROR, statement, List.of(keys), holds);
  }

  static Rule warning(
      ConfigFile file, String statement, Predicate<ConfigValues> holds, String... keys) {
    return new Rule(file, Severity.WARNING, statement, List.of(keys), holds);
  }
}
