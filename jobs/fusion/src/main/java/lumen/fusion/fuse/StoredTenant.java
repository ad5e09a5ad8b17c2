package lumen.fusion.fuse;

import lumen.event.ValueTypeInfo;
import lumen.fusion.align.TenantInputSerializer;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.HotState;
import lumen.state.StateForm;
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
  private static final StateForm FORM = new StateForm("tenant", 2, 0);

  /** The state that holds {@link #hot}. */
  public static ValueStateDescriptor<byte[]> hotState() {
    return new ValueStateDescriptor<>(
        "tenant", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The state of the figures of now, where they are made: see {@link StoredNow}. */
  static ValueStateDescriptor<byte[]> nowState() {
    return new ValueStateDescriptor<>(
        "tenant-now", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
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
        FORM.write(
            snapshot.length + 16,
            out -> {
              out.field(head -> head.writeLong(lastFrameStep));
              out.field(snapshot);
            });
    return new HotState(shape, frontierMicros, notBefore, payload);
  }

  /** Reads what {@link #hot} made. */
  public static StoredTenant of(HotState hot) {
    return FORM.read(
        hot.payload(),
        in ->
            new StoredTenant(
                hot.frontierMicros(), hot.mark(), in.field().readLong(), in.fieldBytes()),
        in -> new StoredTenant(hot.frontierMicros(), hot.mark(), in.readLong(), in.rest()));
  }
}
