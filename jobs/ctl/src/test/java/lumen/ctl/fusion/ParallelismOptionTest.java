package lumen.ctl.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.ctl.Lumenctl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** One default of {@code --parallelism}, wherever a job is started. */
class ParallelismOptionTest {
  private static ParallelismOption parse(String... arguments) {
    ParallelismOption option = new ParallelismOption();
    new CommandLine(new Holder(option)).parseArgs(arguments);
    return option;
  }

  /** A command that has only this option. */
  @Command(name = "holder")
  private record Holder(@Mixin ParallelismOption parallelism) {}

  @Test
  void leftOutItIsWhatTheClusterWasStartedFor() {
    assertThat(parse().on(7)).isEqualTo(7);
    assertThat(parse().withoutCluster()).isEqualTo(2);
    assertThat(parse("--parallelism", "3").on(7)).isEqualTo(3);
    assertThat(parse("--parallelism", "3").withoutCluster()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2, 257})
  void numberThatIsNoParallelismIsNamed(int wrong) {
    ParallelismOption option = parse("--parallelism", Integer.toString(wrong));
    assertThatThrownBy(() -> option.on(4)).hasMessage("--parallelism must be 1..256, is " + wrong);
    assertThatThrownBy(option::withoutCluster)
        .hasMessage("--parallelism must be 1..256, is " + wrong);
  }

  @Test
  void commandsThatStartAJobSayTheSameOfIt() {
    CommandLine lumenctl = Lumenctl.commandLine();
    List<String> descriptions =
        Stream.of("replay", "run", "submit", "capacity")
            .map(name -> lumenctl.getSubcommands().get(name).getCommandSpec())
            .map(command -> Optional.ofNullable(command.findOption("--parallelism")).orElseThrow())
            .map(OptionSpec::description)
            .map(lines -> String.join(" ", lines))
            .distinct()
            .toList();
    assertThat(descriptions)
        .containsExactly(
            "Parallelism behind the sources [as many as the cluster has slots, 2 without a"
                + " cluster].");
  }
}
