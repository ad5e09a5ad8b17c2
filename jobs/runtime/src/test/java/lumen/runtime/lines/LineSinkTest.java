package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.junit.jupiter.api.Test;

class LineSinkTest {
  private static String day(EventDay<String> days, Long millis) {
    return days.getBucketId(
        "{}",
        new BucketAssigner.Context() {
          @Override
          public long currentProcessingTime() {
            return 0;
          }

          @Override
          public long currentWatermark() {
            return Long.MIN_VALUE;
          }

          @Override
          public Long timestamp() {
            return millis;
          }
        });
  }

  @Test
  void bucketsAreDaysOfEventTime() {
    EventDay<String> days = new EventDay<>();
    assertThat(day(days, 1_680_739_199_999L)).isEqualTo("2023-04-05");
    assertThat(day(days, 1_680_739_200_000L)).isEqualTo("2023-04-06");
    assertThat(day(days, 1_680_739_199_999L)).isEqualTo("2023-04-05");
    assertThat(day(days, -1L)).isEqualTo("1969-12-31");
    assertThat(day(days, null)).isEqualTo("1970-01-01");
  }

  @Test
  void linesAreHandedOnInPieces() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] writes = {0};
    LineWriter<String> writer = new LineWriter<>(line -> line, counted(bytes, writes));
    StringBuilder expected = new StringBuilder();
    String[] lines = {
      "{\"tenant\":\"Zürich\"}",
      "",
      "a".repeat(65_534),
      "b".repeat(65_535),
      "c".repeat(65_536),
      "d".repeat(200_000),
      "f".repeat(65_535),
      "e"
    };
    for (String line : lines) {
      writer.addElement(line);
      expected.append(line).append('\n');
    }
    writer.flush();
    writer.finish();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());

    writes[0] = 0;
    for (int i = 0; i < 10_000; i++) {
      writer.addElement("0123456789");
    }
    assertThat(writes[0]).isEqualTo(1);
  }

  private static OutputStream counted(OutputStream to, int[] writes) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        throw new AssertionError("must be written in one piece");
      }

      @Override
      public void write(byte[] b, int from, int length) throws IOException {
        writes[0]++;
        to.write(b, from, length);
      }
    };
  }
}
