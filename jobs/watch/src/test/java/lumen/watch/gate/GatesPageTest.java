package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;

/** The table of the gates in docs/operations.md is that of the gates. */
final class GatesPageTest {
  private static final Path PAGE = LumenHome.locate().root().resolve("docs/operations.md");
  private static final String BEGIN = "<!-- gates -->\n";
  private static final String END = "<!-- /gates -->\n";

  @Test
  void tableIsThatOfTheFile() throws IOException {
    Gates gates = GatesCatalogue.load(LumenHome.locate().root().resolve("configs"));
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String now = before + table(gates) + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(PAGE, now);
    }
    assertThat(PAGE)
        .as("made anew by: mvn -pl jobs/watch -am test -Dlumen.regenerate=true")
        .hasContent(now);
  }

  private static String table(Gates gates) {
    StringBuilder text =
        new StringBuilder(
            "| gate | condition | is | of | at least known |\n|---|---|---|---|---|\n");
    for (Gate gate : gates.gates().values()) {
      String name = "`" + gate.name() + "`, " + gate.about();
      for (GateCondition condition : gate.conditions().values()) {
        text.append(
            "| %s | %s | %s %s | `%s` | %s |\n"
                .formatted(
                    name,
                    condition.name(),
                    taken(condition),
                    condition.bound(),
                    of(condition).replace("|", "\\|"),
                    known(condition)));
        name = "";
      }
    }
    return text.toString();
  }

  private static String taken(GateCondition condition) {
    String over = condition.window().map(span -> " of " + span).orElse("");
    return condition.take().name().toLowerCase(Locale.ROOT)
        + (condition.take() == Take.NEWEST ? "" : over);
  }

  private static String of(GateCondition condition) {
    return condition.among().isEmpty()
        ? condition.of()
        : condition.of() + " / " + condition.among();
  }

  private static String known(GateCondition condition) {
    if (condition.isOfRecords()) {
      return "95 % of " + condition.knownFor() + " of rules";
    }
    return condition.samplesNeeded() == 0
        ? ""
        : condition.samplesNeeded() + " samples of " + condition.over();
  }
}
