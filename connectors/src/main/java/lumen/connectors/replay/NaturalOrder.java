package lumen.connectors.replay;

import java.util.Comparator;

/**
 * The order of names as people count: {@code log-2} before {@code log-10}. Digits that follow each
 * other are a number; of equal numbers the one with fewer zeros before it comes first.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder NAMES = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int numberA = endOfNumber(a, i);
        int numberB = endOfNumber(b, j);
        order = compareNumbers(a.substring(i, numberA), b.substring(j, numberB));
        i = numberA;
        j = numberB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int compareNumbers(String a, String b) {
    String x = a.replaceFirst("^0+", "");
    String y = b.replaceFirst("^0+", "");
    return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }
}
