package lumen.runtime.lines;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.OutputTag;

/** The type of notices: each has that of its output. */
final class NoticeTypeInfo extends TypeInformation<Notice<?>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<OutputTag<?>> tags;

  private NoticeTypeInfo(List<OutputTag<?>> tags) {
    this.tags = new ArrayList<>(tags);
  }

  static NoticeTypeInfo of(List<UnorderedOutput<?>> outputs) {
    List<OutputTag<?>> tags = new ArrayList<>();
    outputs.forEach(output -> tags.add(output.tag()));
    return new NoticeTypeInfo(tags);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked") // a class tells nothing of what it is of
  public Class<Notice<?>> getTypeClass() {
    return (Class<Notice<?>>) (Class<?>) Notice.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Notice<?>> createSerializer(SerializerConfig config) {
    return new NoticeSerializer(tags, config);
  }

  @Override
  public String toString() {
    return "Notice" + tags.stream().map(OutputTag::getId).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoticeTypeInfo that && tags.equals(that.tags);
  }

  @Override
  public int hashCode() {
    return tags.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof NoticeTypeInfo;
  }
}
