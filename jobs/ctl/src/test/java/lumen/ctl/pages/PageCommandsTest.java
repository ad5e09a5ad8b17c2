package lumen.ctl.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lumen.ctl.Lumenctl;
import lumen.ctl.pages.PageTable.Elsewhere;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Every command of every page is run by {@link PageCommandsITCase}, or by a test that is named, or
 * its page tells what it needs that no test has.
 */
final class PageCommandsTest {
  private static final CommandLine LUMENCTL = Lumenctl.commandLine();
  private static final Path ROOT = LumenHome.locate().root();

  /** Below it a page was not read at all. */
  private static final int MANY = 150;

  private static List<PageCommand> commands;
  private static PageTable table;
  private static MavenCommands maven;

  @BeforeAll
  static void read() throws IOException {
    commands = new PageReader(ROOT).commands();
    table = PageTable.read();
    maven = new MavenCommands(ROOT);
  }

  @Test
  void commandsStandInBlocksThatSaySo() throws IOException {
    List<String> hidden = new ArrayList<>();
    for (Path page : new PageReader(ROOT).pages()) {
      PageReader.hidden(Files.readAllLines(page))
          .forEach(line -> hidden.add(ROOT.relativize(page) + ": " + line));
    }
    assertThat(hidden)
        .as("a block of commands is `sh`, one that shows answers `console`")
        .isEmpty();
    assertThat(commands).hasSizeGreaterThan(MANY);
  }

  /** A test that is named is there, and has the words that are typed. */
  @Test
  void namedTestsRunTheCommands() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Elsewhere one : table.elsewhere()) {
      List<Path> source = maven.source(one.test());
      if (source.size() != 1) {
        wrong.add(one + ": no such test");
        continue;
      }
      String text = Files.readString(source.get(0));
      for (String word : words(one.command())) {
        // As a word of a text, or as the class that stands for a program.
        String quoted = Pattern.quote(word);
        if (!Pattern.compile("\"([^\"\n]* )?" + quoted + "( [^\"\n]*)?\"").matcher(text).find()
            && !Pattern.compile("(?i)\\b" + quoted + "\\.run\\(").matcher(text).find()) {
          wrong.add(one + ": the test must have " + word);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The commands and options of lumenctl in a text, else the program. */
  private static List<String> words(String command) {
    int at = command.indexOf("lumenctl ");
    if (at < 0) {
      String program = command.split(" ")[0];
      return program.equals("cd") ? List.of() : List.of(program);
    }
    List<String> words = new ArrayList<>();
    CommandLine line = LUMENCTL;
    for (String word : command.substring(at).split(" ")) {
      CommandLine next = line.getSubcommands().get(word);
      line = next == null ? line : next;
      if (next != null || word.startsWith("--")) {
        words.add(word);
      }
    }
    return words;
  }

  @Test
  void namedCommandsStandInPages() {
    for (Elsewhere one : table.elsewhere()) {
      assertThat(commands).as(one.toString()).anyMatch(one::holds);
    }
    Set<String> pages = new TreeSet<>();
    commands.stream().filter(table::runsHere).forEach(command -> pages.add(command.page()));
    assertThat(pages).containsAll(table.sessions().keySet());
  }

  /** What is marked is not run, and says why. */
  @Test
  void marksSayWhatIsNeeded() {
    assertThat(commands)
        .filteredOn(command -> command.notRun().isPresent())
        .isNotEmpty()
        .allSatisfy(
            command -> {
              assertThat(command.notRun().get()).as(command.toString()).startsWith("needs ");
            });
  }

  @Test
  void whatMavenIsToldIsThere() throws IOException {
    for (PageCommand command : commands) {
      if (MavenCommands.is(command)) {
        assertThat(maven.missing(command.text())).as(command.toString()).isEmpty();
      }
    }
    assertThat(maven.missing("mvn verify -Pdril -pl jobs/ctk -Dit.test=NoDrill -Dlumen.drll=1"))
        .hasSize(4);
  }
}
