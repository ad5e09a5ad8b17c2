package lumen.settings;

import java.util.regex.Pattern;

/** Paths of keys, such as {@code sources."chest.belt".clip.p_low}. */
public final class KeyPath {
  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_/-]+");

  private KeyPath() {}

  /** How a name stands in a path: in quotes if it could be taken for several parts. */
  public static String join(String path, String name) {
    String part = BARE_NAME.matcher(name).matches() ? name : '"' + name + '"';
    return path.isEmpty() ? part : path + '.' + part;
  }
}
