package lumen.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobArgumentsBuilder;
import lumen.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobKindTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyJobHasAnEntryAndOutputsOfTheirOwn(JobKind kind) throws Exception {
    Class<?> entry = Class.forName(kind.mainClass());
    assertThat(entry.getMethod("main", String[].class)).isNotNull();
    assertThat(kind.jobName()).isEqualTo("lumen-" + kind.word());
    assertThat(kind.folders()).doesNotHaveDuplicates().contains("evidence", "accounts", "rejects");
  }

  private JobArgumentsBuilder arguments(String flags) throws Exception {
    Files.writeString(folder.resolve("overlay_flags.yaml"), flags);
    return JobArguments.with()
        .input(Path.of("log.ndjson"))
        .out(folder.resolve("out"))
        .config(Optional.of(folder));
  }

  @Test
  void flagsThatAreNotThereAreSaid() throws Exception {
    JobArguments none =
        JobArguments.with().input(Path.of("log.ndjson")).out(folder.resolve("out")).make();
    assertThat(JobKind.OVERLAY.check(none, true).notes())
        .containsExactly(
            "overlay_flags.yaml is not there: every request is given the baseline, because"
                + " `no_overlay`");
    assertThat(JobKind.OVERLAY.check(arguments("overlays: {}\n").make(), true).notes())
        .containsExactly(
            "overlay_flags.yaml has no overlay: every request is given the baseline, because"
                + " `no_overlay`");
    assertThat(JobKind.OVERLAY.check(arguments("overlays: {a: {scenarios: [s]}}\n").make(), true))
        .isEqualTo(new StartCheck(List.of(), List.of()));
  }

  @Test
  void whatTheOverlayJobCannotHaveIsRefusedBeforeItStarts() throws Exception {
    JobArguments channels = arguments("overlays: {}\n").channels(true).make();
    assertThatThrownBy(() -> JobKind.OVERLAY.check(channels, true))
        .hasMessageContaining("--channels must not be given");
    JobArguments unknown =
        arguments("overlays: {a: {scenarios: [s]}}\n").features(Optional.of("b")).make();
    assertThatThrownBy(() -> JobKind.OVERLAY.check(unknown, true))
        .hasMessage("RESON_FEATURES must name overlays, one of a: b");
    JobArguments wrong = arguments("overlays: {a: {}}\n").make();
    assertThatThrownBy(() -> JobKind.OVERLAY.check(wrong, true))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("scenarios");
  }
}
