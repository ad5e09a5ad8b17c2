package lumen.fusion.evidence;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Texts as they are compared: compatible characters made one (Unicode NFKC), in lower case, cut
 * into words. A word is a run of letters, marks, digits and underscores; an ideograph is a word of
 * its own. Everything else, white space and punctuation alike, only separates.
 */
final class FoldedText {
  /** Bytes of UTF-8 that are looked at. */
  static final int MAX_BYTES = 64 << 10;

  private static final int WORD_TYPES =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER
          | 1 << Character.CONNECTOR_PUNCTUATION;

  private FoldedText() {}

  /** The words of a text, in its order. */
  static List<String> words(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < folded.length(); ) {
      int c = folded.codePointAt(i);
      boolean alone = Character.isIdeographic(c);
      if (from >= 0 && (alone || !isInWord(c))) {
        words.add(folded.substring(from, i));
        from = -1;
      }
      int end = i + Character.charCount(c);
      if (alone) {
        words.add(folded.substring(i, end));
      } else if (from < 0 && isInWord(c)) {
        from = i;
      }
      i = end;
    }
    if (from >= 0) {
      words.add(folded.substring(from));
    }
    return words;
  }

  private static boolean isInWord(int c) {
    return (WORD_TYPES >> Character.getType(c) & 1) != 0;
  }

  /** Whether a text is longer than what is looked at. */
  static boolean isTooLong(String text) {
    return text.length() > MAX_BYTES
        || (text.length() > MAX_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES);
  }

  /** What is looked at of a text that is too long: no part of a character, no part of a word. */
  static String beginning(String text) {
    int end = 0;
    for (int bytes = 0; end < text.length(); ) {
      int c = text.codePointAt(end);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > MAX_BYTES) {
        break;
      }
      end += Character.charCount(c);
    }
    boolean cutsWord = end < text.length() && isInWord(text.codePointAt(end));
    while (cutsWord && end > 0 && isInWord(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }
}
