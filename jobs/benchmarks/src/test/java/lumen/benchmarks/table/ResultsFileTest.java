package lumen.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  private static final Sitting SITTING = new Sitting("scripts/benchmark x", "m", "c");

  @TempDir private Path folder;

  @Test
  void whatIsAddedIsReadInItsOrder() throws IOException {
    Path path = folder.resolve("benchmarks.ndjson");
    MeasuredRow first = SITTING.row(BenchmarkRow.NAIVE, 3, 1, 2, 4);
    MeasuredRow second = SITTING.row(BenchmarkRow.RECOVERY, 11);
    new ResultsFile(path).append(first);
    new ResultsFile(path).append(second);
    assertThat(new ResultsFile(path).read()).containsExactly(first, second);
    assertThat(Files.readAllLines(path).get(0))
        .startsWith(
            "{\"row\":\"job.naive\",\"figure\":\"ratio\",\"median\":2.5,\"low\":1.0,\"high\":4.0,\"rounds\":4,"
                + "\"command\":\"scripts/benchmark x\",\"machine\":\"m\",\"commit\":\"c\",\"time\":\"");
  }

  @Test
  void aLineThatIsNoRowIsNamed() throws IOException {
    Path path = folder.resolve("mine.ndjson");
    new ResultsFile(path).append(SITTING.row(BenchmarkRow.NAIVE, 3));
    Files.writeString(path, Files.readString(path) + "\n{\"row\":\"job.naive\",\"rounds\":0}\n");
    assertThatThrownBy(() -> new ResultsFile(path).read())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("line 3", path.toString(), "rounds=0");
    Files.writeString(path, "row\n");
    assertThatThrownBy(() -> new ResultsFile(path).read()).hasMessageContaining("line 1");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new ResultsFile(folder.resolve("none")).read())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--results must be a file that the measuring commands wrote");
  }

  @Test
  void noRoundIsNoRow() {
    assertThatThrownBy(() -> SITTING.row(BenchmarkRow.NAIVE))
        .hasMessage("there must be a round: row=job.naive");
  }
}
