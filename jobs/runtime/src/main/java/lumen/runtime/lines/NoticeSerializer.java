package lumen.runtime.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.event.ImmutableSerializer;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.OutputTag;

/**
 * Form of notices between tasks: the place of their output among those of the job, then the value
 * as its output has it. None is in state.
 */
final class NoticeSerializer extends ImmutableSerializer<Notice<?>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<OutputTag<?>> tags;
  private final ArrayList<TypeSerializer<?>> serializers = new ArrayList<>();

  /**
   * Makes the serializer.
   *
   * @param tags those of the outputs, whose values are immutable
   * @throws IllegalArgumentException where a serializer of values has state of its own
   */
  NoticeSerializer(List<OutputTag<?>> tags, SerializerConfig config) {
    this.tags = new ArrayList<>(tags);
    for (OutputTag<?> tag : tags) {
      TypeSerializer<?> serializer = tag.getTypeInfo().createSerializer(config);
      if (!serializer.isImmutableType()) {
        throw new IllegalArgumentException(
            "values of a notice must be immutable: %s of %s"
                .formatted(tag.getTypeInfo(), tag.getId()));
      }
      serializers.add(serializer);
    }
  }

  @Override
  public void serialize(Notice<?> notice, DataOutputView out) throws IOException {
    int place = tags.indexOf(notice.to());
    if (place < 0) {
      throw new IllegalArgumentException(
          "notice must be of an output of this job's notices: %s, they are %s"
              .formatted(notice.to().getId(), tags.stream().map(OutputTag::getId).toList()));
    }
    out.writeByte(place);
    write(serializers.get(place), notice.value(), out);
  }

  @SuppressWarnings("unchecked") // the tag of a notice is that of its value's type
  private static <T> void write(TypeSerializer<T> serializer, Object value, DataOutputView out)
      throws IOException {
    serializer.serialize((T) value, out);
  }

  @Override
  public Notice<?> deserialize(DataInputView in) throws IOException {
    int place = in.readByte();
    return read(tags.get(place), serializers.get(place), in);
  }

  @SuppressWarnings("unchecked") // a serializer stands at the place of its tag
  private static <T> Notice<T> read(
      OutputTag<T> tag, TypeSerializer<?> serializer, DataInputView in) throws IOException {
    return new Notice<>(tag, ((TypeSerializer<T>) serializer).deserialize(in));
  }

  @Override
  public TypeSerializerSnapshot<Notice<?>> snapshotConfiguration() {
    throw new UnsupportedOperationException("notices must be in no state");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoticeSerializer that && tags.equals(that.tags);
  }

  @Override
  public int hashCode() {
    return tags.hashCode();
  }
}
