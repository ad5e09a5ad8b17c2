package lumen.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;

/** What a misspelt word was probably meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean x?} or nothing. */
  public static String didYouMean(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** The message for a key that a section does not have. */
  static String unknown(CatalogueFile file, Section section, String name) {
    String text = "must be a known key, is \"" + name + '"';
    Optional<String> near = nearest(name, section.names());
    if (near.isPresent()) {
      return text + "; did you mean " + near.get() + "?";
    }
    List<String> elsewhere = new ArrayList<>();
    find(name, file.section(), "", elsewhere);
    return elsewhere.isEmpty()
        ? text + "; known here: " + String.join(", ", section.names())
        : text + "; did you mean " + elsewhere.get(0) + "?";
  }

  private static void find(String name, Section section, String path, List<String> paths) {
    for (Key key : section.keys()) {
      String at = path + key.name();
      if (key.name().equals(name)) {
        paths.add(at);
      }
      if (key.shape() instanceof Section inner) {
        find(name, inner, at + '.', paths);
      } else if (key.shape() instanceof Members members) {
        find(name, members.member(), at + ".<name>.", paths);
      } else if (key.shape() instanceof Sections list) {
        find(name, list.element(), at + "[].", paths);
      }
    }
  }

  /**
   * The known word nearest to the given one, if near enough: another only in capitals, or by a
   * third of its length and less than all of it.
   */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.isEmpty() || word.length() > 64) {
      return Optional.empty();
    }
    Optional<String> alike = known.stream().filter(word::equalsIgnoreCase).findFirst();
    if (alike.isPresent()) {
      return alike;
    }
    int limit = Math.min(word.length() - 1, Math.max(1, word.length() / 3));
    String best = null;
    int least = limit + 1;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Edits between two words: insertions, deletions, replacements and swaps of neighbours (optimal
   * string alignment; Damerau 1964).
   */
  static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        edits[i][j] = swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
