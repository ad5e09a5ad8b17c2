package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.event.Account;
import lumen.event.LateEvent;
import lumen.event.ReaderWord;
import lumen.event.SampleBlock;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** Several readers of a topic give what one gives: samples, marks, accounts, what is late. */
class SeveralReadersTest {
  private static final int[] PARTITIONS = {0, 1, 2, 3};

  /** Events of all partitions, 120 s of them; each partition at a pace and lag of its own. */
  private static void send(ReadersRun run, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      for (int partition : PARTITIONS) {
        run.event(partition, i, i - 3.0 * partition, i);
      }
      if (i % 10 == 9) {
        run.event(i / 10 % 4, 1_000 + i, i - 40.0, i);
        run.pass(200);
      }
    }
    run.pass(1_200);
  }

  private static ReadersRun whole(int readers) throws Exception {
    ReadersRun run = new ReadersRun(readers);
    run.assign(PARTITIONS);
    send(run, 0, 120);
    return run;
  }

  private static <T> List<T> all(ReadersRun run, Class<T> type) {
    return run.out.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static TreeSet<String> samples(ReadersRun run) {
    TreeSet<String> samples = new TreeSet<>();
    for (SampleBlock block : all(run, SampleBlock.class)) {
      for (int i = 0; i < block.size(); i++) {
        samples.add(block.channelKey() + " " + block.micros()[i] + "=" + block.values()[i]);
      }
    }
    return samples;
  }

  private static List<String> late(ReadersRun run) {
    return all(run, LateEvent.class).stream().map(LateEvent::toString).sorted().toList();
  }

  private static Map<String, Account> accounts(ReadersRun run) {
    Map<String, Account> last = new TreeMap<>();
    all(run, Account.class).forEach(account -> last.put(account.source(), account));
    return last;
  }

  private static long mark(ReadersRun run) {
    List<Watermark> marks = all(run, Watermark.class);
    return marks.isEmpty() ? Long.MIN_VALUE : marks.get(marks.size() - 1).getTimestamp();
  }

  private static void same(ReadersRun run, ReadersRun other) {
    assertThat(mark(run)).isEqualTo(mark(other)).isGreaterThan(0);
    assertThat(samples(run)).isEqualTo(samples(other)).hasSizeGreaterThan(300);
    assertThat(late(run)).isEqualTo(late(other)).isNotEmpty();
    assertThat(accounts(run)).isEqualTo(accounts(other)).hasSize(4);
  }

  @Test
  void anyNumberOfReadersGivesTheSame() throws Exception {
    try (ReadersRun one = whole(1);
        ReadersRun two = whole(2);
        ReadersRun three = whole(3);
        ReadersRun four = whole(4)) {
      same(two, one);
      same(three, one);
      same(four, one);
    }
  }

  @Test
  void stateFollowsItsPartitionToMoreReadersAndToFewer() throws Exception {
    try (ReadersRun one = whole(1);
        ReadersRun moved = new ReadersRun(1)) {
      moved.assign(PARTITIONS);
      send(moved, 0, 60);
      int from = 60;
      for (int readers : new int[] {4, 2, 3, 1}) {
        moved.goOnWith(readers);
        moved.assign(PARTITIONS);
        send(moved, from, from + 15);
        from += 15;
      }
      same(moved, one);
    }
  }

  @Test
  void stateOfWhatIsNotAssignedYetIsKept() throws Exception {
    try (ReadersRun one = whole(1);
        ReadersRun moved = new ReadersRun(3)) {
      moved.assign(PARTITIONS);
      send(moved, 0, 60);
      moved.goOnWith(4);
      moved.assign(1);
      moved.goOnWith(2);
      moved.goOnWith(3);
      moved.assign(PARTITIONS);
      send(moved, 60, 120);
      same(moved, one);
    }
  }

  @Test
  void noSumIsOfSomeReadersAlone() throws Exception {
    try (ReadersRun run = new ReadersRun(2)) {
      run.assign(PARTITIONS);
      send(run, 0, 60);
      Map<String, Account> before = accounts(run);
      run.goOnWith(2);
      run.out.clear();
      run.assign(0, 2);
      run.pass(3_000);
      assertThat(run.out).as("the other reader has not spoken").isEmpty();
      run.assign(1, 3);
      run.pass(3_000);
      assertThat(accounts(run)).isEqualTo(before);
    }
  }

  @Test
  void readerWithoutPartitionsHoldsEventTimeUpNoLongerThanASilentOne() throws Exception {
    try (ReadersRun run = new ReadersRun(3)) {
      run.assign(0, 1);
      for (int i = 0; i < 60; i++) {
        run.event(0, i, i, 1);
        run.event(1, i, i, 1);
      }
      run.pass(9_000);
      assertThat(mark(run)).isEqualTo(Long.MIN_VALUE);
      run.pass(1_400);
      assertThat(mark(run)).isGreaterThan(0);
    }
  }

  @Test
  void stateOfOnePartitionThatOneReaderKeptIsNotForSeveral() throws Exception {
    try (ReadersRun run = new ReadersRun(1)) {
      run.assign(0);
      run.event(0, 0, 1, 1);
      assertThatThrownBy(() -> run.goOnWith(2))
          .hasMessageContaining("go on with readers: 1, and raise it after the next savepoint");
    }
  }

  @Test
  void wordOnItsWayFromAnEarlierAttemptMakesNoSum() throws Exception {
    Account account =
        new Account(
            "events",
            "s0",
            new Account.Counts(3, 3, 0, 0, 0, 0),
            new TreeMap<>(),
            0,
            0,
            1,
            2,
            null);
    try (ReadersRun run = new ReadersRun(2)) {
      List<ReaderWord.OfPartition> some =
          List.of(new ReaderWord.OfPartition(BlockerRun.TOPIC, 0, List.of(account)));
      run.say(new ReaderWord(0, false, 5_000_000, Long.MIN_VALUE, some));
      run.say(new ReaderWord(1, true, 5_000_000, Long.MIN_VALUE, List.of()));
      run.say(new ReaderWord(2, true, 5_000_000, Long.MIN_VALUE, some));
      assertThat(run.out).isEmpty();
      run.say(new ReaderWord(0, true, 6_000_000, Long.MIN_VALUE, some));
      assertThat(mark(run)).isEqualTo(4_999);
    }
  }
}
