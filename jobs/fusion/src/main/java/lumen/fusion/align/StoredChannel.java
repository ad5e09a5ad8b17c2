package lumen.fusion.align;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** The states of a channel as they stand in savepoints. */
public final class StoredChannel {
  private StoredChannel() {}

  /**
   * A {@link lumen.runtime.state.HotState} whose mark is the time of the last sample consumed, in
   * microseconds.
   */
  public static ValueStateDescriptor<byte[]> hotState() {
    return new ValueStateDescriptor<>(
        "channel", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** What was learnt for the figures of now, where they are made. */
  public static ValueStateDescriptor<byte[]> nowState() {
    return new ValueStateDescriptor<>(
        "channel-now", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** What steps looked like, and how wrong their phases were, in chunks by number; likewise. */
  public static MapStateDescriptor<Long, byte[]> nowLog() {
    return new MapStateDescriptor<>(
        "now-chunks", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The log of raw samples by number. */
  public static MapStateDescriptor<Long, byte[]> sampleLog() {
    return new MapStateDescriptor<>(
        "sample-chunks", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
