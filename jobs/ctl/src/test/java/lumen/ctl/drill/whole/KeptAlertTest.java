package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class KeptAlertTest {
  private static SortedSet<Long> seconds(long from, long to) {
    SortedSet<Long> all = new TreeSet<>();
    LongStream.range(from, to).forEach(all::add);
    return all;
  }

  @Test
  void promiseIsThatOfTheShippedRule() throws Exception {
    assertThat(KeptAlert.promised(KeptAlert.shipped("FusionFailover"))).isEqualTo(60);
    assertThat(KeptAlert.lookS()).isEqualTo(5);
  }

  /** The engine is back at 130, its frames at 143, and the rule is looked at every 5 s. */
  @Test
  void alertThatEndsWithItsSeriesWasNotKept() {
    assertThat(new KeptAlert(seconds(40, 143), seconds(70, 205)).kept(130)).isEqualTo(62);
    assertThat(new KeptAlert(seconds(40, 143), seconds(70, 145)).kept(130)).isEqualTo(2);
    assertThat(new KeptAlert(seconds(40, 143), seconds(0, 0)).kept(130)).isNaN();
  }

  /** Without its series for some seconds it would end, and begin anew. */
  @Test
  void gapIsCounted() {
    SortedSet<Long> held = seconds(40, 143);
    held.removeAll(seconds(100, 112));
    SortedSet<Long> fired = seconds(70, 205);
    assertThat(new KeptAlert(held, fired).gaps()).isZero();
    assertThat(new KeptAlert(held, fired).kept(130)).isEqualTo(62);
    fired.removeAll(seconds(105, 145));
    assertThat(new KeptAlert(held, fired).gaps()).isEqualTo(40);
  }

  /** Whatever holds again later is another cause. */
  @Test
  void laterCauseDoesNotShortenIt() {
    SortedSet<Long> held = seconds(40, 143);
    held.addAll(seconds(203, 204));
    assertThat(new KeptAlert(held, seconds(70, 205)).kept(130)).isEqualTo(62);
  }
}
