package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EnvelopeSerializerTest {
  private static final Position POSITION = new Position("p1.ndjson", 4_294_967_296L, 77);
  private static final SampleBlock BLOCK =
      new SampleBlock(
          "walk",
          "rig-1",
          "imü",
          "gyro[0]",
          new long[] {1, -2, Long.MAX_VALUE},
          new double[] {-0.0, Double.MIN_VALUE, 1e300});
  private static final Command COMMAND =
      new Command(
          "control",
          "rig-1",
          "lift-7",
          "änn",
          1_600_000_000_500_000L,
          "{\"id\":\"lift-7\",\"type\":\"release\"}",
          POSITION);
  private static final List<Envelope> ENVELOPES =
      List.of(
          new Reject(RejectReason.TS_NOT_SECONDS, "ts must", "walk", "imu", POSITION, "{\"ts\":1}"),
          new Reject(
              RejectReason.NOT_UTF8, "must be UTF-8 text", "walk", null, POSITION, "\uFFFD😀"),
          new LateEvent("walk", "imu", POSITION, 1_600_000_000_000_000L, 12, "{}"),
          new Fact("walk", "rig-1", "watch", "activity", 5, "WALKING", POSITION),
          new Account(
              "walk",
              "imu",
              new Account.Counts(27, 1, 5, 4, 8, 3, 6),
              new TreeMap<>(Map.of("not_json", 3L, "bad_ts", 2L)),
              9,
              2,
              Long.MAX_VALUE,
              Long.MIN_VALUE,
              POSITION,
              new LateRun(3, POSITION, 7, 8, 2_000_001, "gps", Long.MIN_VALUE),
              new ClockResets(2, -3_600_000_000L, POSITION),
              11),
          new Account(
              "walk",
              "walk",
              new Account.Counts(0, 0, 0, 0, 0, 0),
              new TreeMap<>(),
              0,
              0,
              1,
              2,
              null),
          new LogLine("{}"));

  @Test
  void bytesOfBlocksStayReadable() throws IOException {
    byte[] golden = GoldenBytes.of("sample-block-v1.hex", write(BLOCK));
    SampleBlock read =
        SampleBlockSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(golden, 1, golden.length - 1));

    assertSame(read);
    assertSame((SampleBlock) read(golden));
    assertThat(write(read)).isEqualTo(golden);
  }

  @Test
  void bytesOfTheOtherEnvelopesStayReadable() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Envelope envelope : ENVELOPES) {
      EnvelopeSerializer.INSTANCE.serialize(envelope, out);
    }
    byte[] golden = GoldenBytes.of("envelopes-v4.hex", out.getCopyOfBuffer());
    DataInputDeserializer in = new DataInputDeserializer(golden);
    for (Envelope envelope : ENVELOPES) {
      assertThat(EnvelopeSerializer.INSTANCE.deserialize(in)).isEqualTo(envelope);
    }
    assertThat(in.available()).isZero();
    assertThat(out.getCopyOfBuffer()).isEqualTo(golden);
  }

  @Test
  void rowsComeBackAsTheyWere() throws IOException {
    List<Row> rows =
        List.of(
            Row.line("in", "in/0", "t", 1_600_000_000_500_000L, true, false, "{\"ä\":1}", POSITION),
            Row.line("in", "in/0", "t", Long.MIN_VALUE, false, true, "{}", POSITION),
            Row.reject("in", "in/1", "bad_ts", "ts must", "{", POSITION),
            Row.end("in", "in/1", 7),
            Row.order("control", "t", "{}", POSITION));
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Row row : rows) {
      EnvelopeSerializer.INSTANCE.serialize(row, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (Row row : rows) {
      assertThat(EnvelopeSerializer.INSTANCE.deserialize(in)).isEqualTo(row);
    }
    assertThat(in.available()).isZero();
  }

  /** The moment travels from task to task, and what a source keeps does not know of it. */
  @Test
  void momentOfARowTravelsAndIsNotKept() throws IOException {
    Row row = Row.line("in", "in/0", "t", 5, false, false, "{}", POSITION);
    Row timed = row.taken(1_600_000_000_500_001L);
    DataOutputSerializer travels = new DataOutputSerializer(64);
    RowSerializer.INSTANCE.serialize(timed, travels);
    DataInputDeserializer in = new DataInputDeserializer(travels.getCopyOfBuffer());
    assertThat(RowSerializer.INSTANCE.deserialize(in)).isEqualTo(timed);
    assertThat(in.available()).isZero();
    assertThat(read(write(timed))).isEqualTo(row);
    assertThat(write(timed)).isEqualTo(write(row));
  }

  @Test
  void bytesOfTheFirstVersionAreStillRead() throws IOException {
    assertThat(accounts("envelopes-v1.hex").get(0).clamped()).isZero();
  }

  @Test
  void bytesOfTheSecondVersionAreStillRead() throws IOException {
    Account account = accounts("envelopes-v2.hex").get(0);
    assertThat(account.clamped()).isEqualTo(2);
    assertThat(account.longestLate()).isNull();
    assertThat(account.resets()).isEqualTo(ClockResets.NONE);
  }

  @Test
  void bytesOfTheThirdVersionAreStillRead() throws IOException {
    Account account = accounts("envelopes-v3.hex").get(0);
    assertThat(account.resets().count()).isEqualTo(2);
    assertThat(account.counts()).isEqualTo(new Account.Counts(21, 1, 5, 4, 8, 3));
    assertThat(account.ungrouped()).isZero();
  }

  private static List<Account> accounts(String name) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(GoldenBytes.of(name, new byte[0]));
    List<Account> accounts = new ArrayList<>();
    while (in.available() > 0) {
      if (EnvelopeSerializer.INSTANCE.deserialize(in) instanceof Account account) {
        accounts.add(account);
      }
    }
    return accounts;
  }

  @Test
  void bytesOfCommandsStayReadable() throws IOException {
    byte[] golden = GoldenBytes.of("command-v1.hex", write(COMMAND));
    assertThat(read(golden)).isEqualTo(COMMAND);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    EnvelopeSerializer.INSTANCE.copy(new DataInputDeserializer(golden), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(golden).isEqualTo(write(COMMAND));
  }

  @Test
  void copyOfTheBytesIsTheSame() throws IOException {
    for (Envelope envelope : ENVELOPES) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      EnvelopeSerializer.INSTANCE.copy(new DataInputDeserializer(write(envelope)), out);
      assertThat(out.getCopyOfBuffer()).isEqualTo(write(envelope));
      assertThat(EnvelopeSerializer.INSTANCE.copy(envelope)).isSameAs(envelope);
    }
  }

  @Test
  void wordOfAReaderComesBackAsItWas() throws IOException {
    Account account = (Account) ENVELOPES.get(4);
    ReaderWord word =
        new ReaderWord(
            3,
            true,
            Long.MIN_VALUE,
            5,
            List.of(
                new ReaderWord.OfPartition("t", 7, List.of(account)),
                new ReaderWord.OfPartition("t", 9, List.of())));
    assertThat(read(write(word))).isEqualTo(word);
    assertThat(word.saysAsMuch(new ReaderWord(4, false, Long.MIN_VALUE, 5, List.of()))).isTrue();
    assertThat(word.saysAsMuch(null)).isFalse();
  }

  @Test
  void unknownKindIsAnError() {
    assertThatThrownBy(() -> read(new byte[] {13}))
        .isInstanceOf(IOException.class)
        .hasMessage("envelope kind must be 1..12, is 13");
  }

  @Test
  void accountMustAddUp() {
    assertThatThrownBy(() -> new Account.Counts(5, 1, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "received must be used + rejected + late + filtered + dropped + invalid:"
                + " received=5 used=1 rejected=1 late=1 filtered=1 dropped=0 invalid=0");
  }

  private static void assertSame(SampleBlock read) {
    assertThat(read.channelKey()).isEqualTo("5:rig-13:imügyro[0]");
    assertThat(read.stream()).isEqualTo("walk");
    assertThat(read.micros()).isEqualTo(BLOCK.micros());
    assertThat(read.values()).isEqualTo(BLOCK.values());
  }

  private static byte[] write(Envelope envelope) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    EnvelopeSerializer.INSTANCE.serialize(envelope, out);
    return out.getCopyOfBuffer();
  }

  private static Envelope read(byte[] bytes) throws IOException {
    return EnvelopeSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
  }
}
