package lumen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.benchmarks.table.BenchmarkRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedSettingsTest {
  @TempDir private Path folder;

  private ComparedSettings with(String fusion) throws IOException {
    Files.writeString(folder.resolve("fusion.yaml"), fusion);
    return ComparedSettings.of(Optional.of(folder));
  }

  @Test
  void theDefaultsFillTheRowsOfOneAndEightTenants() {
    ComparedSettings defaults = ComparedSettings.of(Optional.empty());
    assertThat(defaults.oneThread(1)).contains(BenchmarkRow.ONE_THREAD);
    assertThat(defaults.oneThread(8)).contains(BenchmarkRow.TENANTS);
    assertThat(defaults.oneThread(3)).isEmpty();
    assertThat(defaults.naive(1)).isEmpty();
  }

  @Test
  void clipNoneFillsTheOthers() throws IOException {
    ComparedSettings noClip = with("clip: {method: none}\n");
    assertThat(noClip.oneThread(1)).contains(BenchmarkRow.ONE_THREAD_NO_CLIP);
    assertThat(noClip.oneThread(8)).contains(BenchmarkRow.TENANTS_NO_CLIP);
    assertThat(noClip.naive(1)).contains(BenchmarkRow.NAIVE);
    assertThat(noClip.naive(8)).isEmpty();
  }

  @Test
  void otherSettingsFillNone() throws IOException {
    assertThat(with("resample: {target_hz: 10}\n").oneThread(1)).isEmpty();
    assertThat(with("clip: {method: none}\nresample: {target_hz: 10}\n").oneThread(1)).isEmpty();
  }
}
