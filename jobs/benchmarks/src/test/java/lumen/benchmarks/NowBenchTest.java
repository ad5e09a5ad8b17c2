package lumen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NowBenchTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new NowBench())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /** A breath whose rate wanders slowly, 20 samples a second. */
  private Path recording() throws IOException {
    StringBuilder lines = new StringBuilder();
    double turn = 0;
    for (int i = 0; i < 20 * 200; i++) {
      turn += 2 * Math.PI * (0.5 + 0.1 * StrictMath.sin(i / 300.0)) / 20;
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.3f,\"source\":\"belt\",\"key\":\"x\",\"value\":%.6f}%n",
              1_767_225_600 + i / 20.0,
              StrictMath.sin(turn)));
    }
    return Files.writeString(folder.resolve("breath.ndjson"), lines);
  }

  @Test
  void provisionalPhaseOfASteadyBreathIsNearAndCarriedOneIsNot() throws IOException {
    assertThat(run("--delay", "0.2", recording() + "@belt/x")).isZero();
    String[] row = out.toString().lines().toList().get(2).split(" *\\| *");
    assertThat(row[1]).isEqualTo("belt/x");
    assertThat(Double.parseDouble(row[3])).as("median").isLessThan(0.01);
    assertThat(Double.parseDouble(row[5])).as("plv").isGreaterThan(0.99);
    assertThat(Double.parseDouble(row[12])).as("carried").isGreaterThan(0.03);
  }

  @Test
  void channelThatIsNotThereIsSaid() throws IOException {
    String absent = recording() + "@belt/y";
    assertThat(run(absent)).isNotZero();
    assertThat(err.toString()).contains("must be a channel of the recording: " + absent);
    assertThat(run("breath.ndjson")).isNotZero();
    assertThat(err.toString()).contains("must be RECORDING@SOURCE/KEY: breath.ndjson");
  }
}
