package lumen.release.pack;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a jar is, in Maven's coordinates.
 *
 * @param group its group
 * @param name its artefact
 * @param version its version
 * @param classifier empty for none
 */
record Artefact(String group, String name, String version, String classifier) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]+):(?:compile|runtime|test|provided|system)\\b.*");

  /**
   * Those of {@code dependency:list}, by the name of their jar.
   *
   * @param lines of its file; what is no artefact is passed over
   */
  static SortedMap<String, Artefact> byJar(Collection<String> lines) {
    SortedMap<String, Artefact> all = new TreeMap<>();
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      if (found.matches()) {
        String classifier = Optional.ofNullable(found.group(3)).orElse("");
        Artefact one = new Artefact(found.group(1), found.group(2), found.group(4), classifier);
        all.put(one.jar(), one);
      }
    }
    return all;
  }

  /** The name of its jar. */
  String jar() {
    return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  /** Its package URL. */
  String purl() {
    String more = classifier.isEmpty() ? "" : "?classifier=" + classifier;
    return "pkg:maven/%s/%s@%s%s".formatted(group, name, version, more);
  }
}
