package lumen.connectors.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
  @Test
  void lossAndReturnAreOneLineEachHoweverOftenItIsTried() {
    try (OutageLines log = new OutageLines("drum kit 1")) {
      Outage outage = new Outage("drum kit 1");
      outage.back();
      assertThat(log.lines()).as("at hand from the beginning").isEmpty();
      for (int i = 0; i < 1_000; i++) {
        outage.lost("unplugged, look " + i);
      }
      assertThat(log.lines())
          .containsExactly("WARN is out of reach, tried until it is back: unplugged, look 0");
      for (int i = 0; i < 1_000; i++) {
        outage.back();
      }
      assertThat(log.lines()).hasSize(2).last().isEqualTo("INFO is back, after 1000 failures");
      outage.lost("driver fails");
      assertThat(log.lines())
          .hasSize(3)
          .last()
          .isEqualTo("WARN is out of reach, tried until it is back: driver fails");
    }
  }

  @Test
  void anotherKindOfFailureIsToldUntilThatTooIsNothingNew() {
    try (OutageLines log = new OutageLines("drum kit 2")) {
      Outage outage = new Outage("drum kit 2");
      for (int i = 0; i < 5; i++) {
        outage.lost("cable", "unplugged, look " + i);
      }
      for (int i = 0; i < 5; i++) {
        outage.lost("driver", "driver fails, look " + i);
      }
      assertThat(log.lines())
          .containsExactly(
              "WARN is out of reach, tried until it is back: unplugged, look 0",
              "WARN is still out of reach, for another reason: driver fails, look 0");
      for (int i = 0; i < 1_000; i++) {
        outage.lost(i % 2 == 0 ? "cable" : "driver", "in turns");
      }
      assertThat(log.lines())
          .hasSize(Outage.MOST_TOLD)
          .last()
          .asString()
          .endsWith("in turns; no further change is told until it is back");
      outage.back();
      assertThat(log.lines()).last().isEqualTo("INFO is back, after 1010 failures");
      outage.lost("driver", "again");
      assertThat(log.lines()).last().asString().endsWith("tried until it is back: again");
    }
  }

  @Test
  void resourcesAreToldApart() {
    try (OutageLines one = new OutageLines("kit A");
        OutageLines other = new OutageLines("kit B")) {
      Outage a = new Outage("kit A");
      Outage b = new Outage("kit B");
      a.lost("gone");
      b.lost("gone too");
      b.back();
      assertThat(one.lines()).hasSize(1);
      assertThat(other.lines()).hasSize(2);
    }
  }

  @Test
  void threadsThatLoseItTogetherTellOnce() throws InterruptedException {
    try (OutageLines log = new OutageLines("kit C")) {
      Outage outage = new Outage("kit C");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            new Thread(
                () -> {
                  for (int n = 0; n < 1_000; n++) {
                    outage.lost("gone");
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      outage.back();
      assertThat(log.lines()).hasSize(2).last().isEqualTo("INFO is back, after 4000 failures");
    }
  }
}
