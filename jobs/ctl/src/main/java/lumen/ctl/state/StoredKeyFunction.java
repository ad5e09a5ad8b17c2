package lumen.ctl.state;

import java.io.IOException;
import lumen.fusion.bridge.StoredBridge;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/**
 * Reads the hot state of every key and counts the blocks of its log; of a tenant its bridge too.
 *
 * @param <B> type of a block
 */
final class StoredKeyFunction<B> extends KeyedStateReaderFunction<String, StoredKey> {
  private static final long serialVersionUID = 1L;

  private final StoredKey.Part part;
  private final ValueStateDescriptor<byte[]> hotState;
  private final MapStateDescriptor<Long, B> logState;

  private transient ValueState<byte[]> hot;
  private transient MapState<Long, B> log;
  private transient ValueState<byte[]> bridge;

  StoredKeyFunction(
      StoredKey.Part part,
      ValueStateDescriptor<byte[]> hotState,
      MapStateDescriptor<Long, B> logState) {
    this.part = part;
    this.hotState = hotState;
    this.logState = logState;
  }

  @Override
  public void open(OpenContext context) {
    hot = getRuntimeContext().getState(hotState);
    log = getRuntimeContext().getMapState(logState);
    if (part == StoredKey.Part.TENANT) {
      bridge = getRuntimeContext().getState(StoredBridge.hotState());
    }
  }

  @Override
  public void readKey(String key, Context context, Collector<StoredKey> out) throws Exception {
    long blocks = 0;
    for (Long ignored : log.keys()) {
      blocks++;
    }
    out.collect(new StoredKey(part, key, bytes(hot), blocks, bytes(bridge)));
  }

  private static byte[] bytes(ValueState<byte[]> state) throws IOException {
    byte[] bytes = state == null ? null : state.value();
    return bytes == null ? new byte[0] : bytes;
  }
}
