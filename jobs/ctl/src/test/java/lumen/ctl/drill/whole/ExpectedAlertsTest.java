package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import lumen.ctl.drill.whole.HeardAlerts.Heard;
import org.junit.jupiter.api.Test;

final class ExpectedAlertsTest {
  private final ExpectedAlerts expected = new ExpectedAlerts();

  private static List<Heard> heard(String name, double begun) {
    return List.of(new Heard(0, name, Map.of(), begun, true));
  }

  @Test
  void alertIsOfTheStepInWhichItBeganHoweverLateItIsTold() {
    ExpectedAlerts.Span first = expected.begin(10);
    first.expects(Set.of("JobLost"));
    first.ended(20);
    ExpectedAlerts.Span second = expected.begin(21);
    assertThat(expected.unexpected(first, heard("JobLost", 15))).isEmpty();
    assertThat(expected.unexpected(second, heard("JobLost", 15))).isEmpty();
    assertThat(expected.unexpected(second, heard("JobLost", 25))).hasSize(1);
    assertThat(expected.unexpected(first, heard("RejectsHigh", 15))).hasSize(1);
    assertThat(expected.unexpected(second, heard("RejectsHigh", 15))).isEmpty();
    assertThat(expected.unexpected(second, heard("Watchdog", 25))).isEmpty();
  }

  @Test
  void stepWithinAnotherAnswersForWhatNeitherExpects() {
    ExpectedAlerts.Span outer = expected.begin(10);
    outer.expects(Set.of("FusionFailover"));
    ExpectedAlerts.Span inner = expected.begin(12);
    inner.expects(Set.of("RejectsHigh"));
    inner.ended(14);
    for (String one : List.of("FusionFailover", "RejectsHigh")) {
      assertThat(expected.unexpected(outer, heard(one, 13))).isEmpty();
      assertThat(expected.unexpected(inner, heard(one, 13))).isEmpty();
    }
    assertThat(expected.unexpected(inner, heard("JobLost", 13))).hasSize(1);
    assertThat(expected.unexpected(outer, heard("JobLost", 13))).isEmpty();
    assertThat(expected.unexpected(outer, heard("RejectsHigh", 15))).hasSize(1);
  }

  @Test
  void betweenTwoStepsTheOneBeforeAnswersAndBeforeTheFirstNobody() {
    ExpectedAlerts.Span only = expected.begin(10);
    only.ended(20);
    assertThat(expected.unexpected(only, heard("JobLost", 21))).hasSize(1);
    assertThat(expected.unexpected(only, heard("JobLost", 9))).isEmpty();
    assertThat(expected.unexpected(only, List.of(new Heard(0, "JobLost", Map.of(), 15, false))))
        .isEmpty();
  }
}
