package lumen.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AmountTest {
  @Test
  void durationsHaveTwoUnits() {
    assertThat(Amount.duration(1_234)).isEqualTo("1.2 s");
    assertThat(Amount.duration(59_400)).isEqualTo("59 s");
    assertThat(Amount.duration(200_000)).isEqualTo("3 min 20 s");
    assertThat(Amount.duration(3_660_000)).isEqualTo("1 h 1 min");
    assertThat(Amount.duration(90_000_000)).isEqualTo("1 d 1 h");
  }

  @Test
  void sizesHaveBinaryUnits() {
    assertThat(Amount.bytes(512)).isEqualTo("512 B");
    assertThat(Amount.bytes(3_355_443)).isEqualTo("3.2 MiB");
    assertThat(Amount.count(1_234_567)).isEqualTo("1,234,567");
  }
}
