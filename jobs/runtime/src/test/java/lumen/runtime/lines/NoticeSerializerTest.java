package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.event.Account;
import lumen.event.ChannelKey;
import lumen.event.ClockResets;
import lumen.event.Fact;
import lumen.event.FactSerializer;
import lumen.event.LateEvent;
import lumen.event.LateRun;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.RejectSerializer;
import lumen.runtime.command.CommandCounts;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.LateNotice;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notices between two tasks, and the lines that are written of them. */
class NoticeSerializerTest {
  private static final UnorderedOutput<Reject> REJECTS =
      UnorderedOutput.of("rejects", RejectSerializer.TYPE, new RejectForm());
  private static final UnorderedOutput<LateNotice> LATE =
      UnorderedOutput.of("late", LateNoticeSerializer.TYPE, new LateForm());
  private static final UnorderedOutput<AccountNotice> ACCOUNTS =
      UnorderedOutput.of("accounts", AccountNoticeSerializer.TYPE, new AccountForm());
  private static final UnorderedOutput<Fact> FACTS =
      UnorderedOutput.of("facts", FactSerializer.TYPE, new FactForm());
  private static final Notices NOTICES = Notices.of(REJECTS, LATE, ACCOUNTS);

  private static final Position PLACE = new Position("p 1.ndjson", 4_294_967_296L, 77);
  private static final long NOW = 1_760_000_000_500_000L;
  private static final String LONG = "e\u00e9\uD83D\uDE00x".repeat(30_000);
  private static final Account ACCOUNT =
      new Account(
          "walk",
          "imu",
          new Account.Counts(21, 1, 5, 4, 8, 3),
          new TreeMap<>(Map.of("not_json", 3L, "bad_ts", 2L)),
          9,
          2,
          5,
          6,
          PLACE,
          new LateRun(3, PLACE, 7, 8, 2_000_001, "gps", 4),
          new ClockResets(2, -3_600_000_000L, PLACE));

  /** A notice, the line written of it and the key of its record. */
  record Told<T>(UnorderedOutput<T> output, T value, String line, String tenant) {}

  static Stream<Told<?>> all() {
    return Stream.of(
        new Told<>(
            REJECTS,
            new Reject(RejectReason.NOT_UTF8, "must be \"x\"", "walk", null, PLACE, null),
            "{\"reason\":\"not_utf8\",\"detail\":\"must be \\\"x\\\"\",\"stream\":\"walk\",\"source\":null,"
                + "\"file\":\"p 1.ndjson\",\"line\":77,\"offset\":4294967296,\"raw\":null}",
            null),
        new Told<>(
            REJECTS,
            new Reject(RejectReason.BAD_TS, null, "walk", "imu", PLACE, LONG),
            "{\"reason\":\"bad_ts\",\"detail\":null,\"stream\":\"walk\",\"source\":\"imu\","
                + "\"file\":\"p 1.ndjson\",\"line\":77,\"offset\":4294967296,\"raw\":\""
                + LONG
                + "\"}",
            null),
        new Told<>(
            LATE,
            new LateNotice.OfEvent(new LateEvent("walk", "imu", PLACE, NOW, 1_250_000, "{}")),
            "{\"reason\":\"late\",\"stream\":\"walk\",\"source\":\"imu\",\"file\":\"p 1.ndjson\","
                + "\"line\":77,\"offset\":4294967296,\"ts\":1760000000.5,\"behind_s\":1.25,\"raw\":\"{}\"}",
            null),
        new Told<>(
            LATE,
            new LateNotice.OfSample("walk", "rig-1", "imu", "/x", NOW, Double.NaN),
            "{\"reason\":\"behind_watermark\",\"stream\":\"walk\",\"source\":\"imu\",\"tenant\":\"rig-1\","
                + "\"key\":\"/x\",\"ts\":1760000000.5,\"value\":null}",
            "rig-1"),
        new Told<>(
            LATE,
            new LateNotice.OfText("walk", "rig-1", "watch", "mode", NOW, "WALKING"),
            "{\"reason\":\"behind_watermark\",\"stream\":\"walk\",\"source\":\"watch\",\"tenant\":\"rig-1\","
                + "\"key\":\"mode\",\"ts\":1760000000.5,\"value\":\"WALKING\"}",
            "rig-1"),
        new Told<>(
            ACCOUNTS,
            new AccountNotice.OfEvents(ACCOUNT),
            "{\"stream\":\"walk\",\"source\":\"imu\",\"received\":21,\"used\":1,\"rejected\":5,\"late\":4,"
                + "\"filtered\":8,\"dropped\":3,\"ignored_elements\":9,\"rejects\":{\"bad_ts\":2,\"not_json\":3},"
                + "\"clamped\":2,\"from_micros\":5,\"to_micros\":6,\"late_file\":\"p 1.ndjson\",\"late_line\":77,"
                + "\"late_offset\":4294967296,\"late_run\":{\"events\":3,\"file\":\"p 1.ndjson\",\"line\":77,"
                + "\"offset\":4294967296,\"micros\":7,\"line_micros\":8,\"ahead_micros\":2000001,"
                + "\"line_source\":\"gps\",\"newest_micros\":4},\"resets\":{\"count\":2,"
                + "\"shift_micros\":-3600000000,\"file\":\"p 1.ndjson\",\"line\":77,\"offset\":4294967296}}",
            null),
        new Told<>(
            ACCOUNTS,
            new AccountNotice.OfCommands(new CommandCounts(5, 1, 2, 0, 3, 4)),
            "{\"commands\":{\"received\":5,\"rejected\":1,\"applied\":2,\"repeated\":3,\"refused\":4}}",
            null),
        new Told<>(
            ACCOUNTS,
            new AccountNotice.OfDuplicates("imu", 4, 2),
            "{\"source\":\"imu\",\"duplicates\":4,\"unplaced\":2}",
            null),
        new Told<>(
            ACCOUNTS,
            new AccountNotice.OfSamples(
                new ChannelKey("rig-1", "imu", "x"),
                new TreeMap<>(Map.of("clip", "none")),
                new TreeMap<>(Map.of("samples", 7L, "equal", 1L)),
                new TreeMap<>(Map.of("low_hz", 0.2)),
                List.of(0.5, Double.POSITIVE_INFINITY),
                List.of(-2L, 255L)),
            "{\"source\":\"imu\",\"tenant\":\"rig-1\",\"key\":\"x\",\"profile\":{\"clip\":\"none\","
                + "\"equal\":1,\"samples\":7,\"low_hz\":0.2,\"octaves\":[0.5,null],"
                + "\"sketch\":[\"fffffffffffffffe\",\"ff\"]}}",
            "rig-1"),
        new Told<>(
            ACCOUNTS,
            new AccountNotice.OfRate(new ChannelKey("rig-1", "pad", "/x"), 1_000_000, 20_480),
            "{\"source\":\"pad\",\"tenant\":\"rig-1\",\"key\":\"/x\",\"wanted_hz\":1000000,\"used_hz\":20480}",
            "rig-1"));
  }

  private static TypeSerializer<Notice<?>> serializer() {
    return NOTICES.tag().getTypeInfo().createSerializer(new SerializerConfigImpl());
  }

  @ParameterizedTest
  @MethodSource("all")
  void noticeComesOutAsItWentIn(Told<?> told) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer().serialize(notice(told), out);
    // As a task gets it: with the tags that came with the graph.
    TypeSerializer<Notice<?>> behind = InstantiationUtil.clone(serializer());
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(behind.deserialize(in)).isEqualTo(notice(told));
    assertThat(in.available()).isZero();
  }

  private static <T> Notice<T> notice(Told<T> told) {
    return told.output().notice(told.value());
  }

  @ParameterizedTest
  @MethodSource("all")
  void lineAndKeyAreThoseOfTheOutput(Told<?> told) {
    assertThat(line(told)).isEqualTo(told.line());
    assertThat(tenant(told)).isEqualTo(told.tenant());
  }

  private static <T> String line(Told<T> told) {
    return told.output().form().line(told.value());
  }

  private static <T> String tenant(Told<T> told) {
    return told.output().form().tenant(told.value());
  }

  @Test
  void factIsToldWithItsPlace() {
    Fact fact = new Fact("walk", "rig-1", "watch", "mode", NOW, "WALKING", PLACE);
    assertThat(FACTS.form().line(fact))
        .isEqualTo(
            "{\"ts\":1760000000.5,\"tenant\":\"rig-1\",\"source\":\"watch\",\"key\":\"mode\",\"text\":\"WALKING\","
                + "\"stream\":\"walk\",\"file\":\"p 1.ndjson\",\"line\":77,\"offset\":4294967296}");
    assertThat(FACTS.form().tenant(fact)).isEqualTo("rig-1");
  }

  @Test
  void outputThatIsNotAmongThoseOfTheJobIsRefused() {
    Fact fact = new Fact("walk", "rig-1", "watch", "mode", NOW, "WALKING", PLACE);
    assertThatThrownBy(
            () -> serializer().serialize(FACTS.notice(fact), new DataOutputSerializer(64)))
        .hasMessage(
            "notice must be of an output of this job's notices: facts, they are"
                + " [rejects, late, accounts]");
  }

  @Test
  void valuesThatCanChangeOrHaveNoSerializerOfTheirOwnAreRefused() {
    TypeInformation<int[]> numbers = TypeInformation.of(int[].class);
    assertThatThrownBy(() -> serializer(numbers, new SerializerConfigImpl()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("values of a notice must be immutable")
        .hasMessageContaining("of further");
    SerializerConfigImpl ownOnly = new SerializerConfigImpl();
    ownOnly.setGenericTypes(false);
    assertThatThrownBy(() -> serializer(new GenericTypeInfo<>(Thread.class), ownOnly))
        .hasMessageContaining("Generic types have been disabled");
    assertThat(serializer(Types.LONG, ownOnly)).isNotNull();
  }

  private static <T> TypeSerializer<Notice<?>> serializer(
      TypeInformation<T> type, SerializerConfigImpl config) {
    Notices further = Notices.of(UnorderedOutput.of("further", type, new Nothing<T>()));
    return further.tag().getTypeInfo().createSerializer(config);
  }

  /** Shows nothing. */
  private static final class Nothing<T> implements LineForm<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(T value) {
      return "{}";
    }

    @Override
    public String tenant(T value) {
      return null;
    }
  }

  @Test
  void noStateCanKeepNotices() {
    assertThatThrownBy(() -> serializer().snapshotConfiguration())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("notices must be in no state");
  }
}
