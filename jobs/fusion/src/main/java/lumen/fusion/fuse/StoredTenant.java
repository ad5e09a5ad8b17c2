package lumen.fusion.fuse;

import java.nio.ByteBuffer;
import lumen.event.ValueTypeInfo;
import lumen.fusion.align.TenantInputSerializer;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.HotState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The small state of a tenant as it stands in savepoints, and the names of its states.
 *
 * @param frontierMicros everything before it has been fused
 * @param notBefore first step that counts
 * @param lastFrameStep step of the last frame; {@link Long#MIN_VALUE} before the first
 * @param snapshot state of {@link lumen.signal.fusion.TenantFusion}
 */
public record StoredTenant(
    long frontierMicros, long notBefore, long lastFrameStep, byte[] snapshot) {

  /** The state that holds {@link #hot}. */
  public static ValueStateDescriptor<byte[]> hotState() {
    return new ValueStateDescriptor<>(
        "tenant", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The log of inputs by number. */
  public static MapStateDescriptor<Long, TenantInput> inputLog() {
    return new MapStateDescriptor<>(
        "inputs",
        Types.LONG,
        new ValueTypeInfo<>(TenantInput.class, TenantInputSerializer.INSTANCE));
  }

  /** The log of differences by number. */
  static MapStateDescriptor<Long, byte[]> differenceLog() {
    return new MapStateDescriptor<>(
        "differences", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The form in keyed state, made with settings of this hash. */
  HotState hot(long shape) {
    byte[] payload =
        ByteBuffer.allocate(Long.BYTES + snapshot.length)
            .putLong(lastFrameStep)
            .put(snapshot)
            .array();
    return new HotState(shape, frontierMicros, notBefore, payload);
  }

  /** Reads what {@link #hot} made. */
  public static StoredTenant of(HotState hot) {
    ByteBuffer payload = ByteBuffer.wrap(hot.payload());
    long lastFrameStep = payload.getLong();
    byte[] snapshot = new byte[payload.remaining()];
    payload.get(snapshot);
    return new StoredTenant(hot.frontierMicros(), hot.mark(), lastFrameStep, snapshot);
  }
}
