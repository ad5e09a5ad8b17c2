package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a key, as lint and explain write it: {@code sources."chest.belt".weight}. */
final class PatchPath {
  private static final Pattern PART = Pattern.compile("([A-Za-z0-9_/-]+)|\"([^\"]*)\"");

  private PatchPath() {}

  /**
   * The parts of a path.
   *
   * @throws IllegalArgumentException if it is none, or leads into a list
   */
  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(path);
    int at = 0;
    while (part.find(at) && part.start() == at) {
      parts.add(part.group(1) == null ? part.group(2) : part.group(1));
      if (part.end() == path.length()) {
        return parts;
      }
      if (path.charAt(part.end()) != '.') {
        break;
      }
      at = part.end() + 1;
    }
    throw new IllegalArgumentException("must be a path of names such as phase.gain.kp: " + path);
  }
}
