package lumen.ctl.state;

import lumen.overlay.route.KeptRoutes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/** Reads the parts of every tenant of an overlay job, or service of a governance job. */
final class KeptTenantFunction extends KeyedStateReaderFunction<String, KeptPart> {
  private static final long serialVersionUID = 1L;

  private transient MapState<String, byte[]> parts;

  @Override
  public void open(OpenContext context) {
    parts = getRuntimeContext().getMapState(KeptRoutes.parts());
  }

  @Override
  public void readKey(String tenant, Context context, Collector<KeptPart> out) throws Exception {
    for (var part : parts.entries()) {
      out.collect(new KeptPart(tenant, part.getKey(), part.getValue()));
    }
  }
}
