package lumen.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import lumen.fixtures.LoggedLines;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {
  private final Deque<Runnable> minutes = new ArrayDeque<>();

  @Test
  void firstIsToldAtOnceAndTheRestOnceAMinute() {
    RefusalLog refusals = new RefusalLog("port 1", minutes::add);
    try (LoggedLines log = new LoggedLines(RefusalLog.class)) {
      for (int i = 1; i <= 1_000; i++) {
        refusals.refused("/127.0.0.1:" + i, "reason " + i);
      }
      assertThat(log.lines())
          .containsExactly("WARN port 1 refused 1 (in all 1): reason 1 (from /127.0.0.1:1)");
      passMinute();
      assertThat(log.lines())
          .hasSize(2)
          .endsWith("WARN port 1 refused 999 (in all 1000): reason 1000 (from /127.0.0.1:1000)");
      passMinute();
      assertThat(log.lines()).as("nothing new").hasSize(2);
      assertThat(minutes).isEmpty();
      refusals.refused("/127.0.0.1:7", "again");
      assertThat(log.lines())
          .hasSize(3)
          .endsWith("WARN port 1 refused 1 (in all 1001): again (from /127.0.0.1:7)");
      assertThat(refusals.total()).isEqualTo(1_001);
    }
  }

  private void passMinute() {
    minutes.remove().run();
  }
}
