package lumen.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/** Tells a person what stands in a line of JSON. */
final class JsonWording {
  private JsonWording() {}

  static String describe(JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_STRING -> "a string";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> token.name();
    };
  }

  /** Jackson's own words, without its advice to programmers and words that are not taken here. */
  static String plain(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int advice = message.indexOf(": enable ");
    return (advice < 0 ? message : message.substring(0, advice))
        .replace(" (or 'NaN'/'+INF'/'-INF')", "")
        .replace('\n', ' ');
  }

  /** Whether the text can be written as UTF-8: an escape may name half of a pair. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** The text's beginning. */
  static String clip(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
