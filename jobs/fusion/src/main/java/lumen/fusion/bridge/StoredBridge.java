package lumen.fusion.bridge;

import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateReading;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The small state of a tenant's bridge and evidence as it stands in savepoints, and the names of
 * its states. Histories are chunks of a log, written once, and so are the rules of a command.
 *
 * <p>In version 1 the status did not tell a rule's weights from a command's, and the rules of a
 * command stood in the state of the evidence. Since 3.1 the status tells how a command lets the
 * filters adapt.
 *
 * @param version the format it was read in
 * @param frontierMicros everything before it has happened
 * @param takenTo inputs of the tenant's log before this number have been told of
 * @param status what the status between them keeps
 * @param bridge state of {@link lumen.signal.bridge.Bridge}
 * @param evidence state of {@link lumen.fusion.evidence.TenantEvidence}
 */
public record StoredBridge(
    int version, long frontierMicros, long takenTo, byte[] status, byte[] bridge, byte[] evidence) {
  private static final StateForm FORM = new StateForm("bridge", 3, 2);
  private static final StateForm DESK = new StateForm("bridge-status", 3, 1);
  private static final int BEFORE_FORM = 2;

  /** Number of the entry of the log that holds the rules in force by command. */
  static final long RULES = -2;

  /** Number of the entry of the log that holds the ids of the commands that were carried out. */
  static final long IDS = -1;

  /** The state that holds {@link #encode}. */
  public static ValueStateDescriptor<byte[]> hotState() {
    return new ValueStateDescriptor<>(
        "bridge", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** What is to be kept now. */
  static StoredBridge of(
      long frontierMicros,
      long takenTo,
      TenantStatus status,
      PendingInputs pending,
      byte[] bridge,
      byte[] evidence) {
    return new StoredBridge(
        FORM.major(), frontierMicros, takenTo, bytes(status, pending), bridge, evidence);
  }

  private static byte[] bytes(TenantStatus status, PendingInputs pending) {
    return DESK.write(
        128,
        out -> {
          out.field(status::writeTo);
          out.field(pending::writeReferences);
        });
  }

  /** Takes up what the status kept, and the values of the reference engine that were pending. */
  void readStatus(TenantStatus into, PendingInputs pending) {
    StateReading<TenantStatus> reading =
        in -> {
          into.readFrom(in.field(), version, frontierMicros);
          pending.readReferences(in.field());
          return into;
        };
    DESK.read(status, reading, reading);
  }

  /** Chunks of the histories by number, {@link #IDS} and {@link #RULES}. */
  public static MapStateDescriptor<Long, byte[]> log() {
    return new MapStateDescriptor<>(
        "bridge-log", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The form in keyed state. */
  byte[] encode() {
    return FORM.write(
        1024,
        out -> {
          out.field(
              head -> {
                head.writeLong(frontierMicros);
                head.writeLong(takenTo);
              });
          out.field(status);
          out.field(bridge);
          out.field(evidence);
        });
  }

  /** Reads what {@link #encode} wrote. */
  public static StoredBridge decode(byte[] encoded) {
    return FORM.read(
        encoded, in -> read(FORM.major(), in), in -> read(in.readVersion(1, BEFORE_FORM), in));
  }

  private static StoredBridge read(int version, StateReader in) {
    StateReader head = in.field();
    return new StoredBridge(
        version,
        head.readLong(),
        head.readLong(),
        in.fieldBytes(),
        in.fieldBytes(),
        in.fieldBytes());
  }
}
