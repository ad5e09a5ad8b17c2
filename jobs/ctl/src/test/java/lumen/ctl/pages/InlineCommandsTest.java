package lumen.ctl.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.Lumenctl;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Commands that the text of the pages names, as in {@code `lumenctl gate canary --json`}: what they
 * name is there. They are no steps to take, so values are left to the reader.
 */
final class InlineCommandsTest {
  private static final CommandLine LUMENCTL = Lumenctl.commandLine();
  private static final Path ROOT = LumenHome.locate().root();

  /** Below it the pages were not read. */
  private static final int MANY = 100;

  /** What a page tells that there is not. */
  private static final String ONCE_MEANT = "lumenctl import";

  private static List<String> unknown(String code) {
    List<String> unknown = new ArrayList<>();
    CommandLine line = LUMENCTL;
    for (String word : code.replaceFirst("^(\\./)?(scripts/)?lumenctl ", "").split(" ")) {
      if (word.matches("--?[a-z].*")) {
        if (!line.getCommandSpec().optionsMap().containsKey(word.replaceFirst("=.*", ""))) {
          unknown.add(word);
        }
      } else if (!line.getSubcommands().isEmpty() && word.matches("[a-z].*")) {
        for (String one : word.split("\\|")) {
          CommandLine next = line.getSubcommands().get(one);
          if (next == null && !takesWords(line)) {
            unknown.add(one);
          }
        }
        line = line.getSubcommands().getOrDefault(word.split("\\|")[0], line);
      }
    }
    return unknown;
  }

  private static boolean takesWords(CommandLine line) {
    return !line.getCommandSpec().positionalParameters().isEmpty();
  }

  @Test
  void whatTheyNameIsThere() throws IOException {
    MavenCommands maven = new MavenCommands(ROOT);
    String benchmark = Files.readString(ROOT.resolve("scripts/benchmark"));
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path page : new PageReader(ROOT).pages()) {
      for (String code : PageReader.inline(Files.readAllLines(page))) {
        List<String> missing = List.of();
        if (code.matches("(\\./scripts/)?lumenctl [a-z].*") && !code.equals(ONCE_MEANT)) {
          missing = unknown(code.replace("\\|", "|"));
          seen++;
        } else if (code.startsWith("mvn ")) {
          missing = maven.missing(code);
          seen++;
        } else if (code.matches("(\\./)?scripts/benchmark [a-z].*")) {
          String kind = code.split(" ")[1];
          missing = benchmark.contains("\n  " + kind + ") main=") ? List.of() : List.of(kind);
          seen++;
        }
        if (!missing.isEmpty()) {
          wrong.add(ROOT.relativize(page) + ": " + code + ": " + missing);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(MANY);
  }

  @Test
  void wrongOnesAreFound() {
    assertThat(unknown("lumenctl gate canary --jsn")).containsExactly("--jsn");
    assertThat(unknown("lumenctl stat show X")).contains("stat");
    assertThat(unknown("./scripts/lumenctl config lint|explan --config DIR"))
        .containsExactly("explan");
  }
}
