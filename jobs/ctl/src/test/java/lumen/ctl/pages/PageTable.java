package lumen.ctl.pages;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/**
 * What {@code commands.yaml} says of the pages' commands: which tests run those that are not run
 * here, and what the others begin with.
 *
 * @param elsewhere first words of a command, and the test that runs it
 * @param sessions of each page, what is done before its commands
 */
record PageTable(List<Elsewhere> elsewhere, Map<String, Session> sessions) {

  /**
   * A command that a test of its own runs.
   *
   * @param command its first words
   * @param page the page that it stands in; empty = any
   * @param test simple name of the test
   */
  record Elsewhere(String command, String page, String test) {
    boolean holds(PageCommand of) {
      return of.begins(command) && (page.isEmpty() || of.page().equals(page));
    }
  }

  /**
   * How a page's commands are run.
   *
   * @param shown whether what the page shows is what was said, to the byte
   * @param live whether they are about a job that runs
   * @param before what is typed first
   * @param with what stands in place of a text of the page, in order
   * @param exits exit codes that the page states, by first words of the command
   */
  record Session(
      boolean shown,
      boolean live,
      List<String> before,
      Map<String, String> with,
      Map<String, Integer> exits) {
    static final Session PLAIN = new Session(false, false, List.of(), Map.of(), Map.of());

    /** The command as it is run. */
    String typed(PageCommand command) {
      String text = command.text();
      for (Map.Entry<String, String> one : with.entrySet()) {
        text = text.replace(one.getKey(), one.getValue());
      }
      return text;
    }

    int exit(PageCommand command) {
      return exits.entrySet().stream()
          .filter(one -> command.begins(one.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(0);
    }
  }

  static PageTable read() throws IOException {
    try (InputStream file = PageTable.class.getResourceAsStream("commands.yaml")) {
      Map<String, Object> all = new Yaml().load(Objects.requireNonNull(file, "commands.yaml"));
      List<Elsewhere> elsewhere = new ArrayList<>();
      map(all, "elsewhere")
          .forEach(
              (test, commands) ->
                  ((List<?>) commands)
                      .forEach(
                          command -> {
                            String[] words = command.toString().split(": ", 2);
                            boolean any = words.length == 1;
                            elsewhere.add(
                                new Elsewhere(words[any ? 0 : 1], any ? "" : words[0], test));
                          }));
      Map<String, Session> sessions = new LinkedHashMap<>();
      map(all, "pages")
          .forEach((page, settings) -> sessions.put(page, session(page, (Map<?, ?>) settings)));
      return new PageTable(elsewhere, sessions);
    }
  }

  private static Session session(String page, Map<?, ?> settings) {
    Map<String, String> with = new LinkedHashMap<>();
    map(settings, "with").forEach((from, to) -> with.put(from, to.toString()));
    Map<String, Integer> exits = new LinkedHashMap<>();
    map(settings, "exits").forEach((command, exit) -> exits.put(command, (Integer) exit));
    List<String> before = new ArrayList<>();
    if (settings.get("before") instanceof List<?> lines) {
      lines.forEach(line -> before.add(line.toString()));
    }
    return new Session(
        Boolean.TRUE.equals(settings.get("shown")),
        Boolean.TRUE.equals(settings.get("live")),
        before,
        with,
        exits);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<?, ?> of, String key) {
    return of.get(key) == null ? Map.of() : (Map<String, Object>) of.get(key);
  }

  /** The test that runs a command, if one of its own does. */
  Optional<Elsewhere> test(PageCommand command) {
    return elsewhere.stream().filter(one -> one.holds(command)).findFirst();
  }

  Session session(String page) {
    return sessions.getOrDefault(page, Session.PLAIN);
  }

  /** Whether the pages' own test types it. */
  boolean runsHere(PageCommand command) {
    return command.notRun().isEmpty() && test(command).isEmpty() && !MavenCommands.is(command);
  }
}
