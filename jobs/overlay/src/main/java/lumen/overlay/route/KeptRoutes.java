package lumen.overlay.route;

import java.util.SortedMap;
import lumen.event.Position;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.overlay.tenant.OverlayTenant;
import lumen.overlay.tenant.RouteOutputs;
import lumen.overlay.tenant.TenantSettings;
import lumen.overlay.tenant.TenantView;
import lumen.runtime.evidence.EvidenceEntry;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** What a savepoint keeps of a tenant, for those who read one. */
public final class KeptRoutes {
  private static final String STATE = "parts";

  private KeptRoutes() {}

  /** The parts of a tenant by their keys, keyed by tenant. */
  public static MapStateDescriptor<String, byte[]> parts() {
    return new MapStateDescriptor<>(
        STATE, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /**
   * How the tenant stands that was kept.
   *
   * @throws lumen.state.StateException where a part is damaged or of a newer version
   */
  public static TenantView view(
      String tenant, TenantSettings settings, SortedMap<String, byte[]> kept) {
    return OverlayTenant.restored(tenant, settings, new NobodyHears(), kept).view();
  }

  /** A tenant that is only looked at says nothing. */
  private static final class NobodyHears implements RouteOutputs {
    @Override
    public void decision(Decision decision) {
      throw silent();
    }

    @Override
    public void answer(Decision decision) {
      throw silent();
    }

    @Override
    public void verdict(Verdict verdict) {
      throw silent();
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      throw silent();
    }

    @Override
    public void account(RouteAccount account) {
      throw silent();
    }

    @Override
    public void reject(RouteReason reason, String detail, String stream, Position position) {
      throw silent();
    }

    private static IllegalStateException silent() {
      return new IllegalStateException("a tenant that is looked at must say nothing");
    }
  }
}
