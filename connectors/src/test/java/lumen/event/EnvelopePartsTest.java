package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves the job as it came in has the form that it has as an envelope, without its kind. */
class EnvelopePartsTest {
  private static final Position PLACE = new Position("p 1.ndjson", 4_294_967_296L, 77);

  /** A value and its own serializer. */
  record Part<E extends Envelope>(E value, TypeSerializer<E> serializer) {
    byte[] written() throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(value, out);
      return out.getCopyOfBuffer();
    }
  }

  static Stream<Part<?>> parts() {
    return Stream.of(
        new Part<>(
            new Reject(RejectReason.BAD_TS, "ts must", "walk", null, PLACE, "\uFFFD😀"),
            RejectSerializer.INSTANCE),
        new Part<>(
            new LateEvent("walk", "imu", PLACE, 1_600_000_000_000_000L, 12, "{}"),
            LateEventSerializer.INSTANCE),
        new Part<>(
            new Fact("walk", "rig-1", "watch", "mode", 5, "GEHT ä", PLACE),
            FactSerializer.INSTANCE),
        new Part<>(
            new Account(
                "walk",
                "imu",
                new Account.Counts(21, 1, 5, 4, 8, 3),
                new TreeMap<>(Map.of("not_json", 5L)),
                9,
                2,
                3,
                4,
                null),
            AccountSerializer.INSTANCE),
        new Part<>(new LogLine("{\"lumen\":\"beat\",\"at\":1.5}"), LogLineSerializer.INSTANCE));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void formIsThatOfTheEnvelope(Part<?> part) throws IOException {
    DataOutputSerializer envelope = new DataOutputSerializer(64);
    EnvelopeSerializer.INSTANCE.serialize(part.value(), envelope);
    byte[] whole = envelope.getCopyOfBuffer();
    assertThat(part.written()).isEqualTo(Arrays.copyOfRange(whole, 1, whole.length));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void valueComesOutAsItWentIn(Part<?> part) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(part.written());
    assertThat(part.serializer().deserialize(in)).isEqualTo(part.value());
    assertThat(in.available()).isZero();
    assertThat(part.serializer().snapshotConfiguration().restoreSerializer())
        .isEqualTo(part.serializer());
  }
}
