package lumen.ctl.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FusionArgumentsTest {
  @TempDir private Path temp;

  @Test
  void pathsBecomeAbsolute() throws Exception {
    Path input = Files.createFile(temp.resolve("a.ndjson"));
    Path here = Path.of("").toAbsolutePath();
    FusionArguments fusion =
        parse("--out", "out", "--config", temp.toString(), "--speed", "2", "--channels");
    assertThat(fusion.toMain(List.of(here.relativize(input)), 4))
        .containsExactly(
            "--input",
            input.toString(),
            "--out",
            here.resolve("out").toString(),
            "--config",
            temp.toString(),
            "--name",
            "lumen-fusion",
            "--speed",
            "2.0",
            "--parallelism",
            "4",
            "--channels",
            "--for",
            "0.0");
  }

  @Test
  void commandsAreHandedOn() throws Exception {
    Path control = Files.createFile(temp.resolve("control.ndjson"));
    assertThat(parse("--control", control.toString()).toMain(List.of(), 4))
        .endsWith("--control", control.toString());
  }

  @Test
  void withoutInputsTheStreamsAreRead() {
    assertThat(parse("--parallelism", "3").toMain(List.of(), 4))
        .startsWith("--streams")
        .containsSequence("--parallelism", "3");
  }

  /** What reads them is one task, and one keeps up with it. */
  @Test
  void requestsOfATopicAreDecidedByOneTaskUnlessTold() {
    List<String> topic = List.of("--kind", "OVERLAY", "--kafka", "localhost:9092/log");
    FusionArguments untold = parse(topic.toArray(String[]::new));
    assertThat(untold.toMain(List.of(), 4)).containsSequence("--parallelism", "1");
    assertThat(untold.parallelismOr(4)).isEqualTo(1);
    List<String> three = Stream.concat(topic.stream(), Stream.of("--parallelism", "3")).toList();
    FusionArguments told = parse(three.toArray(String[]::new));
    assertThat(told.toMain(List.of(), 4)).containsSequence("--parallelism", "3");
    assertThat(told.parallelismOr(4)).isEqualTo(3);
    assertThat(parse("--kind", "OVERLAY").parallelismOr(4)).isEqualTo(4);
  }

  @Test
  void wrongValuesAreNamed() {
    assertThatThrownBy(() -> parse("--speed", "-1").toMain(List.of(), 2))
        .hasMessage("must be 0 or more: --speed -1.0");
    assertThatThrownBy(() -> parse("--parallelism", "-2").toMain(List.of(), 2))
        .hasMessage("--parallelism must be 1..256, is -2");
    Path missing = temp.resolve("nothing");
    assertThatThrownBy(() -> parse("--control", missing.toString()).toMain(List.of(), 2))
        .hasMessage("control file must be a readable file: %s", missing);
    assertThatThrownBy(() -> parse().toMain(List.of(missing), 2))
        .hasMessage("the input must exist: %s", missing);
  }

  private static FusionArguments parse(String... arguments) {
    FusionArguments fusion = new FusionArguments();
    new CommandLine(new Holder(fusion)).parseArgs(arguments);
    return fusion;
  }

  /** A command that has only these options. */
  @CommandLine.Command(name = "holder")
  private record Holder(@CommandLine.Mixin FusionArguments fusion) {}
}
