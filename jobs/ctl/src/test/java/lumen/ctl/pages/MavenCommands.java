package lumen.ctl.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands of Maven: what they start are tests, so they are not started by one. All that they name
 * must be there: modules, profiles, tests, and properties of ours.
 */
final class MavenCommands {
  private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(\\w+)(?:#(\\w+))?");
  private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");
  private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");
  private static final Pattern PROPERTY = Pattern.compile("-D(lumen\\.[\\w.-]+\\w)");

  private static final Pattern NAMED = Pattern.compile("\"(lumen\\.[\\w.-]+\\w)\"");

  /** What stands for a name that the reader fills in, or for no test at all. */
  private static final Pattern OPEN = Pattern.compile("NAME|X|jobs/X|NoSuch");

  private static final String NONE = "-Dsurefire.failIfNoSpecifiedTests=false";

  private final Path root;
  private final List<Path> sources;
  private final Set<String> properties = new HashSet<>();
  private final String poms;

  MavenCommands(Path root) throws IOException {
    this.root = root;
    List<Path> found = new ArrayList<>();
    StringBuilder text = new StringBuilder(Files.readString(root.resolve("pom.xml")));
    for (String tree : List.of("connectors", "jobs")) {
      try (Stream<Path> files = Files.walk(root.resolve(tree))) {
        for (Path file : files.filter(one -> !one.toString().contains("/target/")).toList()) {
          if (file.toString().endsWith(".java")) {
            found.add(file);
            NAMED
                .matcher(Files.readString(file))
                .results()
                .forEach(name -> properties.add(name.group(1)));
          } else if (file.endsWith("pom.xml")) {
            text.append(Files.readString(file));
          }
        }
      }
    }
    this.sources = found;
    this.poms = text.toString();
  }

  static boolean is(PageCommand command) {
    return command.begins("mvn");
  }

  /** The source of a class. */
  List<Path> source(String simpleName) {
    return sources.stream().filter(file -> file.endsWith(simpleName + ".java")).toList();
  }

  /** What a command names that is not there. */
  List<String> missing(String command) throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher test = TEST.matcher(command);
    while (test.find()) {
      List<Path> source = source(test.group(1));
      if (!OPEN.matcher(test.group(1)).matches()
          && (source.isEmpty()
              || test.group(2) != null
                  && !Files.readString(source.get(0)).contains(" " + test.group(2) + "("))) {
        missing.add("test " + test.group());
      }
    }
    Matcher profile = PROFILE.matcher(command);
    while (profile.find()) {
      if (!poms.contains("<id>" + profile.group(1) + "</id>")) {
        missing.add("profile " + profile.group(1));
      }
    }
    Matcher module = MODULE.matcher(command);
    while (module.find()) {
      for (String one : module.group(1).split(",")) {
        if (!OPEN.matcher(one).matches() && !Files.exists(root.resolve(one).resolve("pom.xml"))) {
          missing.add("module " + one);
        }
      }
    }
    // With -am other modules are asked for the test, too, and fail where they have none.
    if (command.contains(" -am") && command.contains(" -Dtest=") && !command.contains(NONE)) {
      missing.add(NONE);
    }
    Matcher property = PROPERTY.matcher(command);
    while (property.find()) {
      if (!named(property.group(1))) {
        missing.add("property " + property.group(1));
      }
    }
    return missing;
  }

  private boolean named(String property) {
    return properties.contains(property) || poms.contains(property);
  }
}
