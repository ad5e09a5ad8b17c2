package lumen.runtime.row;

import com.fasterxml.jackson.core.JsonToken;

/**
 * One field of a line.
 *
 * @param token what its value begins with
 * @param text a string's characters, a number as it is written; the JSON of an object or array
 * @param number a number's value; NaN of all else
 */
public record RowField(JsonToken token, String text, double number) {
  private static final int MOST_SAID = 40;

  /** Whether it holds something; null is as left out. */
  public boolean isGiven() {
    return token != JsonToken.VALUE_NULL;
  }

  /** Whether it is a number. */
  public boolean isNumber() {
    return token.isNumeric();
  }

  /** Whether it is a text whose characters are whole: no half of a surrogate pair by itself. */
  public boolean isText() {
    return token == JsonToken.VALUE_STRING && isWhole(text);
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** What it holds, for a message: its beginning. */
  public String said() {
    return text.length() > MOST_SAID ? text.substring(0, MOST_SAID) + "..." : text;
  }
}
