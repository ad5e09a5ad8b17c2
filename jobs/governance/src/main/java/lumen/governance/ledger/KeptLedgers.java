package lumen.governance.ledger;

import java.util.SortedMap;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.service.ServiceLedger;
import lumen.governance.settings.GovernanceSettings;

/** What a savepoint keeps of a service, for those who read one. */
public final class KeptLedgers {
  private KeptLedgers() {}

  /**
   * How the service stands that was kept.
   *
   * @throws lumen.state.StateException where a part is damaged or of a newer version
   */
  public static Fields standing(
      String service, GovernanceSettings settings, SortedMap<String, byte[]> kept) {
    return ServiceLedger.restored(
            service,
            settings,
            config -> GovernanceCatalogue.commanded(config).settings(),
            new NobodyHears(),
            kept)
        .standing();
  }

  /** A service that is only looked at says nothing. */
  private static final class NobodyHears implements ServiceOutputs {
    @Override
    public void scorecard(long micros, Fields scorecard) {
      throw silent();
    }

    @Override
    public void decision(ServiceDecision decision) {
      throw silent();
    }

    @Override
    public void edge(long micros, Fields edge) {
      throw silent();
    }

    @Override
    public void command(long micros, ServiceCommand command) {
      throw silent();
    }

    @Override
    public void evidence(
        long micros, String kind, String rule, String state, String severity, Fields values) {
      throw silent();
    }

    private static IllegalStateException silent() {
      return new IllegalStateException("a service that is looked at must say nothing");
    }
  }
}
