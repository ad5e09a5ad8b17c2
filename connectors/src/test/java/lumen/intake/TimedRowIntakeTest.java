package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.event.Envelope;
import lumen.event.Position;
import lumen.event.Row;
import lumen.intake.RowReader.RowHead;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** Rows are judged as events are: {@code tenant second type}. */
class TimedRowIntakeTest {
  private static final long SECOND = 1_000_000;
  private static final StateForm FORM = new StateForm("test", 1, 0);
  private static final ReplayOptions OPTIONS =
      new ReplayOptions(
          2 * SECOND, 10 * SECOND, 60 * SECOND, 60 * SECOND, 1, Map.of(), true, 0, false);

  private final List<String> told = new ArrayList<>();
  private LineIntake intake = new TimedRows(OPTIONS, TimedRowIntakeTest::head).begin("s", false);
  private long place;

  private static RowHead head(byte[] bytes, int from, int to) {
    String[] words = new String(bytes, from, to - from, StandardCharsets.UTF_8).split(" ", -1);
    return words.length == 3
        ? RowHead.of(words[0], words[2], Long.parseLong(words[1]) * SECOND, words[2].equals("bill"))
        : RowHead.wrong("bad_line", "must have three words");
  }

  private void take(String... lines) {
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Position position = new Position("f", 0, ++place);
      assertThat(intake.take(new HeldLine(bytes, position, 0, 0), Long.MAX_VALUE)).isTrue();
    }
    drain();
  }

  private void drain() {
    List<Envelope> rows = new ArrayList<>();
    intake.drain(rows);
    for (Envelope envelope : rows) {
      Row row = (Row) envelope;
      told.add(row.fault().isEmpty() ? row.text() : row.fault() + ' ' + row.position().line());
    }
  }

  /** Writes the intake, and goes on with what was written. */
  private void rebuild() {
    TimedRows rows = new TimedRows(OPTIONS, TimedRowIntakeTest::head);
    byte[] bytes = FORM.write(64, out -> rows.write(intake, out));
    intake =
        FORM.read(
            bytes,
            in -> rows.read("s", in),
            in -> {
              throw new IOException("must be marked");
            });
  }

  private void end() {
    intake.end();
    drain();
  }

  @Test
  void linesBehindTheLineAreLateAndWrongOnesRejected() {
    take("a 0 x", "a 9 x", "a 18 x", "a 15 x", "a 16 x", "nonsense");
    assertThat(told).containsExactly("a 0 x", "a 9 x", "a 18 x", "late 4", "a 16 x", "bad_line 6");
    assertThat(intake.lineMicros()).isEqualTo(16 * SECOND);
  }

  @Test
  void jumpThatIsFollowedByNoneIsNotBelieved() {
    take("a 0 x", "a 5 x", "a 900 x");
    assertThat(told).containsExactly("a 0 x", "a 5 x");
    rebuild();
    take("a 8 x");
    assertThat(told).endsWith("ahead_of_stream 3", "a 8 x");
  }

  @Test
  void jumpThatIsFollowedByAnotherIsBelieved() {
    take("a 0 x", "a 5 x", "a 900 x");
    rebuild();
    take("a 903 x", "a 915 x");
    assertThat(told).containsExactly("a 0 x", "a 5 x", "a 900 x", "a 903 x", "a 915 x");
  }

  @Test
  void whatIsSeldomIsUsedAtTheEnd() {
    take("a 0 x", "a 5 x", "a 900 bill");
    end();
    assertThat(told)
        .containsExactly(
            "a 0 x",
            "a 5 x",
            "a 900 bill",
            "\"read\":3,\"accepted\":3,\"late\":0,\"rejected\":0,\"by_type\":{\"bill\":1,\"x\":2},"
                + "\"reasons\":{}");
  }

  @Test
  void whatIsNotIsRejectedAtTheEnd() {
    take("a 0 x", "a 5 x", "a 1 x", "a 900 x");
    rebuild();
    end();
    assertThat(told)
        .containsExactly(
            "a 0 x",
            "a 5 x",
            "a 1 x",
            "ahead_of_stream 4",
            "\"read\":4,\"accepted\":3,\"late\":0,\"rejected\":1,\"by_type\":{\"x\":3},"
                + "\"reasons\":{\"ahead_of_stream\":1}");
  }
}
