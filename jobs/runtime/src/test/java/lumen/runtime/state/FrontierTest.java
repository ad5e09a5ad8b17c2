package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {

  @Test
  void watermarkSaysThatItsWholeMillisecondIsKnown() {
    assertThat(Frontier.ofWatermark(0)).isEqualTo(1_000);
    assertThat(Frontier.ofWatermark(1_760_000_000_000L)).isEqualTo(1_760_000_000_001_000L);
    assertThat(Frontier.ofWatermark(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Frontier.ofWatermark(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1_000, 1_001, -1, -999, -1_000, -1_001, 1_760_000_000_000_123L})
  void watermarksAreTheFirstThatDoIt(long micros) {
    long past = Frontier.watermarkPast(micros);
    assertThat(Frontier.ofWatermark(past)).isGreaterThan(micros);
    assertThat(Frontier.ofWatermark(past - 1)).isLessThanOrEqualTo(micros);
    long reaching = Frontier.watermarkReaching(micros);
    assertThat(Frontier.ofWatermark(reaching)).isGreaterThanOrEqualTo(micros);
    assertThat(Frontier.ofWatermark(reaching - 1)).isLessThan(micros);
  }
}
