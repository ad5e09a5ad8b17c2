package lumen.fusion.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.Range;
import lumen.settings.Suggestion;
import lumen.signal.kalman.Adaptation;

/** Reads what an adapt command says beside its head. */
final class AdaptFields {
  private static final List<String> WORDS =
      Stream.concat(
              Arrays.stream(Adaptation.values()).map(AdaptFields::word),
              Stream.of(OperatorCommand.Adapt.CONFIGURED))
          .toList();

  private AdaptFields() {}

  private static String word(Adaptation mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Whether a word is that of a mode; null is none. */
  static boolean isMode(String word) {
    return word != null && WORDS.contains(word);
  }

  /** The mode of a word; empty for what is configured. */
  static Optional<Adaptation> mode(String word) {
    return Arrays.stream(Adaptation.values()).filter(mode -> word(mode).equals(word)).findFirst();
  }

  static Optional<OperatorCommand> read(
      CommandFields fields, CommandHead head, NoiseBounds bounds) {
    String word = fields.value("mode").textValue();
    boolean known = isMode(word);
    if (!known) {
      fields.refuse(
          "mode",
          "one of " + String.join(", ", WORDS),
          word == null ? "" : Suggestion.didYouMean(word, WORDS));
    }
    boolean fixed = !known || word(Adaptation.FIXED).equals(word);
    double q = noise(fields, "q", bounds.q(), fixed);
    double r = noise(fields, "r", bounds.r(), fixed);
    return fields.ifRight(() -> new OperatorCommand.Adapt(head, mode(word), q, r));
  }

  /** A variance; NaN where none is given, or after a finding. */
  private static double noise(CommandFields fields, String field, Range range, boolean fixed) {
    if (fields.value(field).isMissingNode()) {
      return Double.NaN;
    }
    if (!fixed) {
      fields.refuse(field, "left out: q and r go with mode fixed alone", "");
      return Double.NaN;
    }
    if (range.min() == Double.MIN_VALUE && !range.has(fields.value(field).doubleValue())) {
      fields.refuse(field, "a number above 0 and up to " + Range.text(range.max()), "");
      return Double.NaN;
    }
    return fields.number(field, range);
  }
}
