package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard of speed without a clock: what recorders write is read without allocating. */
class EventAllocationTest {
  private static final int LINES = 2_000;
  private static final int ROUNDS = 50;

  /** A hundred thousand events: a tenth of a byte for each would be the limit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":%.6f,\"source\":\"band\",\"key\":\"acc_%c\",\"value\":%d}",
        "{\"ts\": %.6f, \"source\": \"band\", \"key\": \"acc_%c\", \"value\": %d}",
        "{\"ts\":%.6f,\"source\":\"band\",\"key\":\"acc_%c\",\"value\":%d,\"meta\":{\"tenant\":\"a\"}}",
        "{\"ts\":%.6f,\"source\":\"band\",\"key\":\"acc_%c\",\"value\":[%d,1.5,-2]}"
      })
  void readingAllocatesNothing(String form) {
    StringBuilder text = new StringBuilder();
    int[] ends = new int[LINES];
    for (int i = 0; i < LINES; i++) {
      char axis = (char) ('x' + i % 3);
      text.append(String.format(Locale.ROOT, form, 1.7e9 + i / 64.0, axis, i % 128 - 64));
      ends[i] = text.length();
      text.append('\n');
    }
    byte[] buffer = text.toString().getBytes(StandardCharsets.US_ASCII);
    EventParser parser = new EventParser();
    read(parser, buffer, ends);
    long before = allocated();
    long micros = 0;
    for (int round = 0; round < ROUNDS; round++) {
      micros += read(parser, buffer, ends);
    }
    assertThat(allocated() - before).isLessThan(LINES * ROUNDS / 10);
    assertThat(micros).isPositive();
  }

  private static long read(EventParser parser, byte[] buffer, int[] ends) {
    long micros = 0;
    int from = 0;
    for (int end : ends) {
      micros = parser.parse(buffer, from, end).micros();
      from = end + 1;
    }
    return micros;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
