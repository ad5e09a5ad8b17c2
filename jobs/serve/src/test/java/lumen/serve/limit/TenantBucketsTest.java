package lumen.serve.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.settings.SettingsException;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask how often, by a clock of the test. */
final class TenantBucketsTest {
  private static final RequestRate SLOW = new RequestRate(0.5, 2);

  @TempDir private Path folder;
  private long nanos;

  private TenantBuckets buckets(int ceiling) {
    return new TenantBuckets(
        new RequestLimits(
            new RequestRate(1, ceiling), SLOW, new TreeMap<>(Map.of("stage_a", SLOW))),
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanos;
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        });
  }

  @Test
  void thoseThatAreNotNamedShareOneBucket() {
    TenantBuckets buckets = buckets(100);
    assertThat(buckets.take("one")).isEmpty();
    assertThat(buckets.take("another")).isEmpty();
    assertThat(buckets.take("a third")).hasValue(2);
    assertThat(buckets.take("stage_a")).isEmpty();
  }

  @Test
  void bucketFillsAgain() {
    TenantBuckets buckets = buckets(100);
    assertThat(buckets.take("")).isEmpty();
    assertThat(buckets.take("")).isEmpty();
    nanos += 500_000_000L;
    assertThat(buckets.take("")).as("ceil of 1.5 s").hasValue(2);
    nanos += 1_500_000_000L;
    assertThat(buckets.take("")).isEmpty();
  }

  @Test
  void ceilingHoldsForAllTogether() {
    TenantBuckets buckets = buckets(3);
    assertThat(buckets.take("")).isEmpty();
    assertThat(buckets.take("")).isEmpty();
    assertThat(buckets.take("stage_a")).isEmpty();
    assertThat(buckets.take("stage_a")).hasValue(1);
  }

  @Test
  void shippedFileHoldsTheDefaults() {
    Path shipped = LumenHome.locate().root().resolve("configs");
    assertThat(LimitsFile.read(Optional.of(shipped))).isEqualTo(LimitsFile.read(Optional.empty()));
  }

  @Test
  void limitsOfATenantAreRead() throws IOException {
    write("tenants:\n  stage_a: {per_second: 2.5, burst: 7}\n");
    RequestLimits limits = LimitsFile.read(Optional.of(folder));
    assertThat(limits.tenants()).isEqualTo(Map.of("stage_a", new RequestRate(2.5, 7)));
  }

  @Test
  void wrongKeyIsToldWithItsPlace() throws IOException {
    write("ceiling:\n  per_minute: 3\n  burst: 0\n");
    assertThatThrownBy(() -> LimitsFile.read(Optional.of(folder)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mt_limits.yaml:2:3")
        .hasMessageContaining("ceiling.burst");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(folder.resolve(LimitsFile.NAME), text);
  }
}
