package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** How every command answers to wrong use. */
final class LumenctlTest {
  private static final int WIDTH = 100;

  @Test
  void everyCommandHasHelpThatFitsTheTerminal() {
    for (CommandLine command : all(Lumenctl.commandLine())) {
      String name = command.getCommandSpec().qualifiedName();
      String help = command.getUsageMessage(Help.Ansi.OFF);
      assertThat(help).as(name).contains("--help").contains("Exit codes:");
      assertThat(help.lines()).as(name).allMatch(line -> line.length() <= WIDTH);
      assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    }
  }

  private static List<CommandLine> all(CommandLine root) {
    List<CommandLine> found = new ArrayList<>(List.of(root));
    root.getSubcommands().values().forEach(command -> found.addAll(all(command)));
    return found;
  }

  @Test
  void withoutCommandItShowsTheHelp() {
    CommandRun run = LumenctlRun.of();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Commands:");
  }

  @Test
  void unknownCommandIsOneLineWithASuggestion() {
    CommandRun run = LumenctlRun.of("clustr");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: Unmatched argument at index 0: 'clustr'; did you mean cluster?"
                + " (lumenctl --help)");
  }

  @Test
  void valueOutOfRangeIsAUsageError() {
    CommandRun run = LumenctlRun.of("cluster", "start", "--port", "70000");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isEqualToIgnoringNewLines("lumenctl: must be in 1..65535: --port 70000");
  }

  @Test
  void stackTraceIsShownOnlyOnDemand() {
    assertThat(LumenctlRun.of("cluster", "start", "--slots", "0").err()).hasLineCount(1);
    assertThat(LumenctlRun.of("--debug", "cluster", "start", "--slots", "0").err())
        .contains("\tat lumen.ctl.");
  }
}
