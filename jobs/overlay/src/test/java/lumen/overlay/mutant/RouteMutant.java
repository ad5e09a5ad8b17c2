package lumen.overlay.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A change of one place of a source file.
 *
 * @param file the source, below the root of all sources
 * @param line its line, from 1
 * @param column where in the line, from 0
 * @param from what stands there
 * @param to what stands there instead
 */
record RouteMutant(Path file, int line, int column, String from, String to) {
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d[\\d_]*(?![\\w.])");

  /** What is changed into what, whole words and operators between spaces. */
  private static final List<String[]> CHANGES =
      List.of(
          new String[] {" < ", " <= "},
          new String[] {" <= ", " < "},
          new String[] {" > ", " >= "},
          new String[] {" >= ", " > "},
          new String[] {" == ", " != "},
          new String[] {" != ", " == "},
          new String[] {" && ", " || "},
          new String[] {" || ", " && "},
          new String[] {" + ", " - "},
          new String[] {" - ", " + "},
          new String[] {" * ", " / "},
          new String[] {" / ", " * "},
          new String[] {"Math.max(", "Math.min("},
          new String[] {"Math.min(", "Math.max("},
          new String[] {"++", "--"},
          new String[] {"--", "++"},
          new String[] {"(!", "("},
          new String[] {" true", " false"},
          new String[] {" false", " true"});

  /** Every change that there is of the sources of some packages, in the order of the sources. */
  static List<RouteMutant> all(Path sources, List<String> packages) throws IOException {
    List<RouteMutant> found = new ArrayList<>();
    for (String folder : packages) {
      try (Stream<Path> files = Files.walk(sources.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          of(sources, file, found);
        }
      }
    }
    return found;
  }

  private static void of(Path sources, Path file, List<RouteMutant> found) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Path name = sources.relativize(file);
    for (int i = 0; i < lines.size(); i++) {
      String code = code(lines.get(i));
      List<RouteMutant> ofLine = new ArrayList<>();
      for (String[] change : CHANGES) {
        for (int at = code.indexOf(change[0]); at >= 0; at = code.indexOf(change[0], at + 1)) {
          ofLine.add(new RouteMutant(name, i + 1, at, change[0], change[1]));
        }
      }
      Matcher number = NUMBER.matcher(code);
      while (number.find()) {
        String digits = number.group().replace("_", "");
        String more = Long.toString(Long.parseLong(digits) + 1);
        ofLine.add(new RouteMutant(name, i + 1, number.start(), number.group(), more));
      }
      ofLine.sort(Comparator.comparingInt(RouteMutant::column));
      found.addAll(ofLine);
    }
  }

  /** A line whose comments and texts are blanked out; imports and annotations are no code here. */
  private static String code(String line) {
    String bare = line.strip();
    if (bare.startsWith("*") || bare.startsWith("/*") || bare.matches("(import|package|@).*")) {
      return "";
    }
    String code = STRING.matcher(line).replaceAll(text -> "_".repeat(text.group().length()));
    int comment = code.indexOf("//");
    return comment < 0 ? code : code.substring(0, comment);
  }

  /** The source with the change. */
  String apply(Path sources) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(sources.resolve(file)));
    lines.set(line - 1, changed(lines.get(line - 1)));
    return String.join("\n", lines) + "\n";
  }

  private String changed(String old) {
    return old.substring(0, column) + to + old.substring(column + from.length());
  }

  /** Why no log can tell it from the rule; empty where one can. */
  Optional<String> sameBecause(Path sources) throws IOException {
    String old = Files.readAllLines(sources.resolve(file)).get(line - 1);
    return SameRule.of(this, old, changed(old)).map(SameRule::why);
  }

  /** Its name for people. */
  String title() {
    return "`%s:%d` `%s` -> `%s`".formatted(file.getFileName(), line, from.strip(), to.strip());
  }
}
