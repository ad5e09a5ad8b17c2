package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobArgumentsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control file among the arguments of the job. */
class JobArgumentsTest {
  @TempDir private Path folder;

  private static JobArguments parse(String... arguments) {
    return JobArguments.parse(arguments);
  }

  @Test
  void controlFileIsLookedAtBeforeAnythingStarts() throws Exception {
    Path recording = Files.writeString(folder.resolve("rec.ndjson"), "{\"ts\":1}\n");
    Path control = folder.resolve("control.ndjson");
    JobArguments arguments =
        parse("--input", recording.toString(), "--out", "out", "--control", control.toString());
    assertThat(arguments.control()).contains(control);
    assertThatThrownBy(() -> ReplayPlan.source(arguments, LumenSettings.defaults()))
        .isInstanceOf(RecordingException.class)
        .hasMessage("control file must be a readable file: " + control);
    Files.writeString(control, "{}\n");
    assertThat(ReplayPlan.source(arguments, LumenSettings.defaults())).isNotNull();
  }

  @Test
  void liveJobTakesNoControlFile() {
    JobArguments arguments = parse("--streams", "--out", "out", "--control", "control.ndjson");
    assertThatThrownBy(() -> LivePlan.inlets(arguments, LumenSettings.defaults()))
        .hasMessage(
            "--control must be beside recordings: a live job is told by `lumenctl control`");
    assertThatThrownBy(() -> parse("--streams", "--out", "out", "--control"))
        .hasMessageStartingWith("--control must have a value; usage: ");
  }

  /** Whoever starts a job writes what the job reads. */
  @Test
  void whatIsWrittenIsReadTheSame() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      JobArguments told = random(random);
      JobArguments read = parse(told.toArgs().toArray(new String[0]));
      assertThat(read).as("seed %d", seed).isEqualTo(told);
    }
  }

  private static JobArguments random(Random random) {
    JobArgumentsBuilder told = JobArguments.with().out(Path.of("out " + random.nextInt(9)));
    int inputs = random.nextInt(3);
    for (int i = 0; i < inputs; i++) {
      told.input(Path.of("/rec/--input " + i + ".ndjson"));
    }
    boolean topic = inputs == 0 && random.nextBoolean();
    return told.streams(inputs == 0 && !topic)
        .topic(topic ? Optional.of("h:1/t") : Optional.empty())
        .clientProperties(topic && random.nextBoolean() ? "client.properties" : "")
        .config(random.nextBoolean() ? Optional.of(Path.of("/configs")) : Optional.empty())
        .name(random.nextBoolean() ? "--for" : "a stage")
        .speed(random.nextBoolean() ? 0 : random.nextDouble())
        .parallelism(1 + random.nextInt(256))
        .follow(random.nextBoolean())
        .channels(random.nextBoolean())
        .forSeconds(random.nextBoolean() ? 0 : 1e6 * random.nextDouble())
        .capture(random.nextBoolean())
        .resetWindows(random.nextBoolean())
        .control(random.nextBoolean() ? Optional.of(Path.of("/c.ndjson")) : Optional.empty())
        .features(
            random.nextBoolean()
                ? Optional.of(random.nextBoolean() ? "" : "a,b")
                : Optional.empty())
        .make();
  }
}
