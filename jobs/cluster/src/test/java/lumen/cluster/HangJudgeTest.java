package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HangJudgeTest {
  private static final int FIVE_SECONDS = 10;
  private static final int FIFTEEN_SECONDS = 30;
  private static final int A_MINUTE = 120;

  private final HangJudge judge = new HangJudge();

  private static HangJudge.Look look(boolean answers, boolean registered) {
    return new HangJudge.Look(1, 2, answers, registered);
  }

  private Optional<Role> take(int times, HangJudge.Look look) {
    for (int i = 0; i < times - 1; i++) {
      assertThat(judge.take(look)).as("look %d of %d", i + 1, times).isEmpty();
    }
    return judge.take(look);
  }

  @Test
  void taskManagerThatIsNotRegisteredForFiveSecondsHangs() {
    assertThat(take(3, look(true, true))).isEmpty();
    assertThat(take(FIVE_SECONDS, look(true, false))).contains(Role.TASKMANAGER);
    assertThat(take(50, look(true, false))).as("told once").isEmpty();
  }

  @Test
  void oneThatComesBackInTimeDoesNot() {
    take(1, look(true, true));
    take(FIVE_SECONDS - 1, look(true, false));
    assertThat(take(1, look(true, true))).isEmpty();
    assertThat(take(FIVE_SECONDS - 1, look(true, false))).isEmpty();
  }

  @Test
  void startHasAMinute() {
    assertThat(take(A_MINUTE - 1, look(true, false))).isEmpty();
    assertThat(judge.take(look(true, false))).contains(Role.TASKMANAGER);
  }

  @Test
  void nextTaskManagerHasAMinuteAgain() {
    take(1, look(true, true));
    take(FIVE_SECONDS - 1, look(true, false));
    assertThat(take(A_MINUTE - 1, new HangJudge.Look(1, 3, true, false))).isEmpty();
  }

  @Test
  void jobManagerThatDoesNotAnswerHangsAndNobodyElseIsBlamed() {
    take(1, look(true, true));
    assertThat(take(FIFTEEN_SECONDS, look(false, false))).contains(Role.JOBMANAGER);
  }

  @Test
  void nextJobManagerDoesNotKnowTheTaskManagerYet() {
    take(1, look(true, true));
    take(FIVE_SECONDS, new HangJudge.Look(5, 2, false, false));
    assertThat(take(A_MINUTE - 1, new HangJudge.Look(5, 2, true, false))).isEmpty();
  }
}
