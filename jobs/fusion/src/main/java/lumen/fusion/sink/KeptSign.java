package lumen.fusion.sink;

import java.io.IOException;
import java.util.Arrays;
import lumen.signal.protocol.BridgeState;
import lumen.state.StateException;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How a tenant's bridge was last, as a savepoint keeps it, so that a receiver is told of it after a
 * restart although nothing ticks.
 *
 * @param tenant whose bridge
 * @param state its state
 * @param tickMs time from tick to tick, milliseconds
 */
record KeptSign(String tenant, BridgeState state, double tickMs) {
  private static final StateForm FORM = new StateForm("life-sign", 1, 0);

  byte[] encode() {
    return FORM.write(
        64,
        out ->
            out.field(
                all -> {
                  all.writeText(tenant);
                  all.writeInt(state.code());
                  all.writeDouble(tickMs);
                }));
  }

  static KeptSign decode(byte[] encoded) {
    return FORM.read(
        encoded,
        KeptSign::read,
        older -> {
          throw older.damaged("must begin with its mark: there was no form before");
        });
  }

  private static KeptSign read(StateReader in) {
    StateReader all = in.field();
    String tenant = all.readText();
    int code = all.readInt();
    BridgeState state =
        Arrays.stream(BridgeState.values())
            .filter(one -> one.code() == code)
            .findFirst()
            .orElseThrow(() -> new StateException("state must be in 0..4: " + code));
    return new KeptSign(tenant, state, all.readDouble());
  }

  /** The form in operator state, which has its version in itself. */
  static final class Form implements SimpleVersionedSerializer<KeptSign> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(KeptSign sign) {
      return sign.encode();
    }

    @Override
    public KeptSign deserialize(int version, byte[] serialized) throws IOException {
      return decode(serialized);
    }
  }
}
