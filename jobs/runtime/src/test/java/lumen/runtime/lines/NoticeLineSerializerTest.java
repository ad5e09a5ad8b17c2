package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Notices between two tasks. */
class NoticeLineSerializerTest {
  @ParameterizedTest
  @EnumSource(NoticeLine.Kind.class)
  void noticeComesOutAsItWentIn(NoticeLine.Kind kind) throws Exception {
    NoticeLine notice =
        new NoticeLine(kind, "{\"raw\":\"" + "é\uD83D\uDE00x".repeat(30_000) + "\"}");
    DataOutputSerializer out = new DataOutputSerializer(64);
    NoticeLineSerializer.INSTANCE.serialize(notice, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(NoticeLineSerializer.INSTANCE.deserialize(in)).isEqualTo(notice);
    assertThat(in.available()).isZero();
  }
}
