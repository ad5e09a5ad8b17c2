package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HangJudgeTest {
  private static final int FIVE_SECONDS = 10;
  private static final int FIFTEEN_SECONDS = 30;
  private static final int A_MINUTE = 120;

  private static final ProcessName FIRST = new ProcessName(Role.TASKMANAGER, 1);
  private static final ProcessName SECOND = new ProcessName(Role.TASKMANAGER, 2);

  private final HangJudge judge = new HangJudge();

  private static HangJudge.Look look(boolean answers, boolean registered) {
    return look(1, 2, answers, registered);
  }

  private static HangJudge.Look look(
      long jobManager, long taskManager, boolean answers, boolean registered) {
    return new HangJudge.Look(
        jobManager,
        answers,
        answers ? List.of(new HangJudge.Seen(FIRST, taskManager, registered)) : List.of());
  }

  private List<ProcessName> take(int times, HangJudge.Look look) {
    for (int i = 0; i < times - 1; i++) {
      assertThat(judge.take(look)).as("look %d of %d", i + 1, times).isEmpty();
    }
    return judge.take(look);
  }

  @Test
  void taskManagerThatIsNotRegisteredForFiveSecondsHangs() {
    assertThat(take(3, look(true, true))).isEmpty();
    assertThat(take(FIVE_SECONDS, look(true, false))).containsExactly(FIRST);
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
    assertThat(judge.take(look(true, false))).containsExactly(FIRST);
  }

  @Test
  void nextTaskManagerHasAMinuteAgain() {
    take(1, look(true, true));
    take(FIVE_SECONDS - 1, look(true, false));
    assertThat(take(A_MINUTE - 1, look(1, 3, true, false))).isEmpty();
  }

  @Test
  void jobManagerThatDoesNotAnswerHangsAndNobodyElseIsBlamed() {
    take(1, look(true, true));
    assertThat(take(FIFTEEN_SECONDS, look(false, false))).containsExactly(ProcessName.JOB_MANAGER);
  }

  @Test
  void nextJobManagerDoesNotKnowTheTaskManagerYet() {
    take(1, look(true, true));
    take(FIVE_SECONDS, look(5, 2, false, false));
    assertThat(take(A_MINUTE - 1, look(5, 2, true, false))).isEmpty();
  }

  @Test
  void eachTaskManagerIsJudgedByItself() {
    HangJudge.Seen well = new HangJudge.Seen(FIRST, 2, true);
    take(1, new HangJudge.Look(1, true, List.of(well, new HangJudge.Seen(SECOND, 3, true))));
    HangJudge.Look absent =
        new HangJudge.Look(1, true, List.of(well, new HangJudge.Seen(SECOND, 3, false)));
    assertThat(take(FIVE_SECONDS, absent)).containsExactly(SECOND);
    assertThat(take(A_MINUTE, new HangJudge.Look(1, true, List.of(well))))
        .as("a dead one is nobody's fault, and the living goes on being looked at")
        .isEmpty();
    assertThat(take(FIVE_SECONDS, look(true, false))).containsExactly(FIRST);
  }
}
