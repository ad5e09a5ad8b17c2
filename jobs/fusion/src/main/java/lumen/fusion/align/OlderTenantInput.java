package lumen.fusion.align;

import java.io.IOException;
import lumen.event.ColumnCodec;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.types.StringValue;

/** Form of a tenant's input in state before inputs told their version: the kind, then the rest. */
final class OlderTenantInput {
  private OlderTenantInput() {}

  /** Reads an input of a kind. */
  static TenantInput read(byte kind, DataInputView in) throws IOException {
    return switch (kind) {
      case TenantInputSerializer.ALIGNED ->
          steps(text(in), text(in), text(in), in.readLong(), in.readInt(), in);
      case TenantInputSerializer.REFERENCE ->
          reference(text(in), text(in), text(in), in.readInt(), in);
      case TenantInputSerializer.FACT -> fact(text(in), text(in), text(in), text(in), in);
      case TenantInputSerializer.COMMAND ->
          new CommandInput(text(in), text(in), text(in), in.readLong(), text(in));
      default -> throw new IOException("tenant input kind must be 1..4, is " + kind);
    };
  }

  private static AlignedBlock steps(
      String tenant, String source, String key, long firstStep, int n, DataInputView in)
      throws IOException {
    return new AlignedBlock(
        tenant,
        source,
        key,
        firstStep,
        ColumnCodec.readDoubles(in, n),
        ColumnCodec.readDoubles(in, n),
        ColumnCodec.readDoubles(in, n));
  }

  private static ReferenceBlock reference(
      String tenant, String source, String key, int n, DataInputView in) throws IOException {
    return new ReferenceBlock(
        tenant, source, key, ColumnCodec.readLongs(in, n), ColumnCodec.readDoubles(in, n));
  }

  private static FactInput fact(
      String tenant, String source, String key, String stream, DataInputView in)
      throws IOException {
    return new FactInput(tenant, stream, source, key, in.readLong(), text(in), in.readLong());
  }

  private static String text(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }
}
