package lumen.ctl.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import lumen.ctl.account.Accounts;
import lumen.event.Account;
import lumen.event.ChannelKey;
import lumen.event.ClockResets;
import lumen.event.LateRun;
import lumen.event.Position;
import lumen.runtime.lines.AccountForm;
import lumen.runtime.notice.AccountNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {
  private static final Position PLACE = new Position("x.ndjson", 123, 7);
  private static final long SECOND = 1_000_000;
  private static final long NOW = 1_767_225_600 * SECOND;

  @TempDir Path folder;

  @Test
  void atMostFivePercentLateIsNotWorthSaying() throws Exception {
    assertThat(notes(account("imu", 100, 5, null))).isEmpty();
  }

  @Test
  void moreThanFivePercentLateIsSaidWithSourceLineAndOffset() throws Exception {
    assertThat(notes(account("imu", 100, 6, null)))
        .containsExactly(
            "stream walk: 6.0 % came late (6 of 100 events), most of them of source imu; its first"
                + " at x.ndjson line 7, byte offset 123");
  }

  @Test
  void deviceThatWasBehindFromItsFirstEventOnIsToldItsOffset() throws Exception {
    assertThat(notes(account("belt", 100, 100, run(100, NOW - 180 * SECOND, Long.MIN_VALUE))))
        .element(2)
        .isEqualTo(
            "source belt of stream walk lost 100 of 100 events behind the line that source gps"
                + " moved; from x.ndjson line 7, byte offset 123 on it was 180 s behind: its clock"
                + " was so from its first event on, `sources: {belt: {clock: {mode: fixed,"
                + " offset_s: 180}}}` in sensors.yaml sets it right");
  }

  @Test
  void olderOfTwoEpochsIsToldItsOffsetToo() throws Exception {
    assertThat(notes(account("a b", 100, 90, run(90, 110 * SECOND, 109 * SECOND))))
        .element(2)
        .asString()
        .contains("source a b of stream walk", "the line that source gps moved")
        .contains("`sources: {\"a b\": {clock: {mode: fixed, offset_s: 1767225490}}}`");
  }

  @Test
  void clockThatWentBackIsToldThatItMayContinue() throws Exception {
    assertThat(notes(account("belt", 100, 50, run(50, NOW - 3_600 * SECOND, NOW - SECOND / 2))))
        .element(1)
        .asString()
        .endsWith(
            "its clock went back by 3599.5 s, `sources: {belt: {clock: {on_reset: continue}}}` in"
                + " sensors.yaml lets it go on in a new segment");
  }

  @Test
  void clockThatStoodStillAndEventsOutOfOrderAreTold() throws Exception {
    assertThat(notes(account("belt", 100, 50, run(50, NOW - 20 * SECOND, NOW - 20 * SECOND))))
        .element(1)
        .asString()
        .contains("its clock stood still, a greater `time.source_idle_s`");
    assertThat(notes(account("belt", 100, 50, run(3, NOW - 3 * SECOND, NOW - SECOND))))
        .element(1)
        .asString()
        .contains("out of order, a greater `time.replay_out_of_orderness_ms`");
  }

  @Test
  void sourceThatLostLittleIsNotTold() throws Exception {
    assertThat(
            notes(
                account("belt", 100, 50, run(50, NOW - 180 * SECOND, Long.MIN_VALUE)),
                account("imu", 100, 1, run(1, NOW - 3 * SECOND, NOW))))
        .hasSize(2);
  }

  @Test
  void resetsThatWereContinuedAreTold() throws Exception {
    Account account =
        new Account(
            "walk",
            "belt",
            new Account.Counts(9, 9, 0, 0, 0, 0),
            new TreeMap<>(),
            0,
            0,
            1,
            2,
            null,
            null,
            new ClockResets(1, 3_600_020_000L, PLACE));
    assertThat(notes(account))
        .containsExactly(
            "source belt of stream walk: its clock was reset once, first at x.ndjson line 7, byte"
                + " offset 123; its times are shifted by 3600.02 s since, in a new segment"
                + " (`on_reset: continue`)");
  }

  @Test
  void channelUsedBelowItsRateIsToldWithTheRemedy() throws Exception {
    ChannelKey channel = new ChannelKey("stage", "pad", "/x");
    Accounts accounts =
        read(
            line(account("pad", 100, 0, null)),
            new AccountForm().line(new AccountNotice.OfRate(channel, 1_000_000, 20_480)));
    assertThat(RunNotes.of(new RunEnd(accounts, 1, folder)))
        .containsExactly(
            "channel stage/pad//x: its stamps tell 1000000 samples a second, it is used at 20480,"
                + " the most for this resample.target_hz; stamps of one packet or bundle lie closer"
                + " than its samples: `sources: {pad: {rate_hz: RATE}}` in sensors.yaml tells the"
                + " true rate");
    assertThat(accounts.total("received")).isEqualTo(100);
  }

  @Test
  void commandsThatWereNotObeyedAndMissingFramesAreTold() throws Exception {
    Accounts accounts =
        read(
            line(account("imu", 9, 0, null)),
            "{\"commands\":{\"received\":3,\"rejected\":1,\"applied\":2}}");
    assertThat(RunNotes.of(new RunEnd(accounts, 1, folder)))
        .containsExactly(
            "1 of 3 commands were not obeyed: `bad_command` in rejects.ndjson tells why");
    Accounts used = read(line(account("imu", 9, 0, null)));
    RunEnd tooShort = new RunEnd(used, List.of(new MadeChannel("imu").made()), 0, folder);
    assertThat(RunNotes.of(tooShort)).singleElement().asString().startsWith("no frames");
  }

  @Test
  void referenceThatBeginsNoBridgeIsTold() throws Exception {
    RunEnd run = new RunEnd(read(line(account("ure", 120, 0, null))), List.of(), 0, folder);
    assertThat(RunNotes.of(run))
        .singleElement()
        .asString()
        .startsWith("no frames and no ticks: of a reference engine came values alone");
    Files.writeString(folder.resolve("control.ndjson"), "{\"ts\":1}\n");
    assertThat(RunNotes.of(run)).as("its ticks").isEmpty();
  }

  private void commanded(String... tenants) throws Exception {
    StringBuilder lines = new StringBuilder("{\"ts\":1,\"tenant\":\"x\",\"kind\":\"risk\"}\n");
    for (String tenant : tenants) {
      lines.append("{\"ts\":1,\"tenant\":\"%s\",\"kind\":\"control\"}%n".formatted(tenant));
    }
    Files.writeString(folder.resolve("evidence.ndjson"), lines);
  }

  @Test
  void commandsToATenantThatNobodyHeardOfAreTold() throws Exception {
    Accounts accounts =
        read(line(account("imu", 9, 0, null)), "{\"commands\":{\"received\":4,\"applied\":4}}");
    RunEnd run = new RunEnd(accounts, List.of(new MadeChannel("imu").made()), 1, folder);
    commanded("default", "stage", "default", "engine");
    Files.writeString(
        folder.resolve("frames.ndjson"), "{\"ts\":1,\"tenant\":\"engine\",\"g\":1}\n");
    assertThat(RunNotes.of(run))
        .containsExactly(
            "2 commands were about tenant default, of which nothing was heard, and changed nothing;"
                + " heard were stage: --tenant of `lumenctl control`");
    commanded("stage", "engine");
    assertThat(RunNotes.of(run)).isEmpty();
  }

  @Test
  void nothingUsedIsSaidFirstWithReasonExampleAndRemedy() throws Exception {
    Files.writeString(
        folder.resolve("rejects.ndjson"),
        """
        {"reason":"not_json","detail":"must be one","file":"w.ndjson","line":1,"offset":0}
        {"reason":"bad_ts","detail":"ts must be","file":"w.ndjson","line":2,"offset":44}
        """);
    List<String> notes =
        RunNotes.of(new RunEnd(read(rejected(10, 0, "{\"not_json\":1,\"bad_ts\":9}")), 0, folder));
    assertThat(notes)
        .containsExactly(
            "nothing was used of 10 events: most (9) were rejected as `bad_ts` (`time: {format:"
                + " ..., zone: ...}` of the stream says how ts is written); the first, w.ndjson line"
                + " 2, byte offset 44: ts must be");
  }

  @Test
  void lessThanHalfUsedIsSaidFirstAndHalfIsNot() throws Exception {
    assertThat(RunNotes.of(new RunEnd(read(rejected(10, 4, "{\"too_deep\":6}")), 1, folder)))
        .containsExactly("only 40.0 % was used (4 of 10 events): all were rejected as `too_deep`");
    assertThat(RunNotes.of(new RunEnd(read(rejected(10, 5, "{\"too_deep\":5}")), 1, folder)))
        .isEmpty();
  }

  @Test
  void whatWasPassedOverLostOrNeverCameIsTold() throws Exception {
    String counts =
        "{\"stream\":\"walk\",\"source\":\"imu\",\"received\":9,\"used\":0,\"rejected\":0,\"late\":0,"
            + "\"filtered\":%d,\"dropped\":%d,\"rejects\":{}}";
    assertThat(RunNotes.of(new RunEnd(read(counts.formatted(9, 0)), 0, folder)))
        .containsExactly(
            "nothing was used of 9 events: all were passed over, `keys` of source imu in"
                + " sensors.yaml selects none of theirs");
    assertThat(RunNotes.of(new RunEnd(read(counts.formatted(0, 9)), 0, folder)))
        .singleElement()
        .asString()
        .contains("all were lost to a full queue, of source imu most");
    String half = counts.formatted(7, 1).replace("\"used\":0", "\"used\":1");
    assertThat(RunNotes.of(new RunEnd(read(half), 1, folder))).as("by intent").isEmpty();
    assertThat(RunNotes.of(new RunEnd(read(), 0, folder)))
        .singleElement()
        .asString()
        .startsWith("nothing was used: nothing came");
  }

  @Test
  void textsThatAreNumbersAreTold() throws Exception {
    facts("\"0.988\"", 20);
    assertThat(notes(account("meter", 20, 0, null)))
        .contains(
            "source meter: 20 of its 20 texts are numbers, such as \"0.988\", and no samples:"
                + " `sources: {meter: {text: number}}` in sensors.yaml takes them as numbers");
    facts("\"stage 2\"", 20);
    assertThat(notes(account("meter", 20, 0, null)))
        .singleElement()
        .asString()
        .startsWith("only text came, 20 events");
  }

  private void facts(String text, int count) throws Exception {
    String line =
        "{\"ts\":1,\"tenant\":\"t\",\"source\":\"meter\",\"key\":\"v\",\"text\":" + text + "}\n";
    Files.writeString(folder.resolve("facts.ndjson"), line.repeat(count));
  }

  private static String rejected(long received, long used, String rejects) {
    return ("{\"stream\":\"walk\",\"source\":\"walk\",\"received\":%d,\"used\":%d,\"rejected\":%d,"
            + "\"late\":0,\"filtered\":0,\"dropped\":0,\"rejects\":%s}")
        .formatted(received, used, received - used, rejects);
  }

  private static LateRun run(long events, long micros, long newestMicros) {
    return new LateRun(events, PLACE, micros, NOW - 2 * SECOND, NOW - micros, "gps", newestMicros);
  }

  private static Account account(String source, long received, long late, LateRun run) {
    return new Account(
        "walk",
        source,
        new Account.Counts(received, received - late, 0, late, 0, 0),
        new TreeMap<>(),
        0,
        0,
        1,
        2,
        late > 0 ? PLACE : null,
        run,
        ClockResets.NONE);
  }

  private static String line(Account account) {
    return new AccountForm().line(new AccountNotice.OfEvents(account));
  }

  private List<String> notes(Account... accounts) throws Exception {
    String[] lines = List.of(accounts).stream().map(RunNotesTest::line).toArray(String[]::new);
    return RunNotes.of(new RunEnd(read(lines), 1, folder));
  }

  private Accounts read(String... lines) throws Exception {
    return Accounts.read(List.of(Files.write(folder.resolve("part-0"), List.of(lines))));
  }
}
