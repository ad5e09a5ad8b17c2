package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampShiftTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"ts\":1}|{\"ts\":11}",
        "{ \"ts\" :\t95.5 }|{ \"ts\" :\t105.5 }",
        "{\"value\":\"\\\"ts\\\":3\",\"ts\":2}|{\"value\":\"\\\"ts\\\":3\",\"ts\":12}",
        "{\"value\":[{\"ts\":3}],\"ts\":2}|{\"value\":[{\"ts\":3}],\"ts\":12}",
        "{\"key\":\"ts\",\"ts\":2}|{\"key\":\"ts\",\"ts\":12}",
        "{\"ts\":1767225600.000001,\"ts\":1}|{\"ts\":1767225610.000001,\"ts\":1}",
        "{\"ts\":\"2025-12-31T23:59:55.25Z\"}|{\"ts\":\"2026-01-01T00:00:05.25Z\"}",
        "{\"ts\": \"2024-02-28 23:59:51,5+01\"}|{\"ts\": \"2024-02-29 00:00:01,5+01\"}",
        "{\"ts\":\"2026-01-01t12:30-0930\",\"v\":1}|{\"ts\":\"2026-01-01t12:30:10-0930\",\"v\":1}"
      })
  void shiftsTheTopLevelTimeStamp(String line, String expected) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    TimestampShift shift = new TimestampShift();
    ByteBlock out = new ByteBlock(4);
    assertThat(shift.find(bytes, 0, bytes.length)).isTrue();
    shift.write(bytes, 0, bytes.length, 10, out);
    assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"ts\"",
        "{\"ts\":",
        "{\"ts\":-1}",
        "{\"ts\":1e9}",
        "{\"ts\":1.5E3}",
        "{\"ts\":\"1\"}",
        "{\"ts\":null}",
        "{\"ts\":\"2026-01-01T00:00:00\"}",
        "{\"ts\":\"2026-01-01T00:00:00Z",
        "{\"ts\":NaN}",
        "{\"ts\":100000000000}",
        "{\"meta\":{\"ts\":1}}",
        "{\"tss\":1}",
        "ts",
        "{\"a\\\"ts\":1}",
        "{\"ts\\"
      })
  void leavesAloneWhatHasNone(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(new TimestampShift().find(bytes, 0, bytes.length)).isFalse();
  }
}
