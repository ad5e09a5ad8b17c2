package lumen.ctl.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lumen.event.ChannelKey;
import lumen.fusion.fuse.StoredTenant;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.state.HotState;
import lumen.signal.fusion.ChannelState;
import lumen.signal.fusion.ReferenceState;
import lumen.signal.fusion.TenantFusion;

/**
 * What a savepoint holds of one tenant.
 *
 * @param tenant tenant
 * @param fused how far it is fused; empty before the first time
 * @param otherSettings whether it was kept over a reset of the windows and is to begin anew
 * @param inputBlocks blocks of aligned steps and reference values that steps to come will read
 * @param channels channels by source and key; empty with other settings
 * @param references values of the reference engine; empty with other settings
 * @param samples raw samples of its channels, by source and key
 * @param bridge its bridge; empty before the first time
 */
record TenantState(
    String tenant,
    Optional<StoredTenant> fused,
    boolean otherSettings,
    long inputBlocks,
    List<ChannelState> channels,
    List<ReferenceState> references,
    List<Samples> samples,
    Optional<BridgeSummary> bridge) {

  /**
   * How far the raw samples of a channel are consumed.
   *
   * @param hot frontier and, as mark, time of the last sample; empty before the first time
   * @param blocks blocks of raw samples kept
   */
  record Samples(ChannelKey channel, Optional<HotState> hot, long blocks) {
    private static final Comparator<Samples> ORDER =
        Comparator.comparing((Samples s) -> s.channel().source())
            .thenComparing(s -> s.channel().key());
  }

  /**
   * The tenants of a savepoint, sorted by name.
   *
   * @param settings the settings it was made with
   * @param shapes hashes of settings whose state goes on with these
   */
  static List<TenantState> of(
      SavepointContents contents, LumenSettings settings, Set<Long> shapes) {
    Map<String, StoredKey> tenants = new TreeMap<>(contents.tenants());
    Map<String, List<Samples>> samples = new TreeMap<>();
    for (StoredKey stored : contents.channels().values()) {
      ChannelKey channel = ChannelKey.decode(stored.key());
      samples
          .computeIfAbsent(channel.tenant(), tenant -> new ArrayList<>())
          .add(new Samples(channel, hot(stored), stored.blocks()));
      tenants.computeIfAbsent(
          channel.tenant(),
          tenant -> new StoredKey(StoredKey.Part.TENANT, tenant, new byte[0], 0, new byte[0]));
    }
    samples.values().forEach(of -> of.sort(Samples.ORDER));
    return tenants.values().stream()
        .map(t -> decoded(t, samples.getOrDefault(t.key(), List.of()), settings, shapes))
        .toList();
  }

  private static TenantState decoded(
      StoredKey stored, List<Samples> samples, LumenSettings settings, Set<Long> shapes) {
    Optional<HotState> hot = hot(stored);
    boolean other = hot.isPresent() && !shapes.contains(hot.get().shape());
    Optional<StoredTenant> tenant = hot.map(StoredTenant::of);
    Optional<TenantFusion> fusion =
        tenant
            .filter(t -> !other)
            .map(
                t ->
                    TenantFusion.restore(
                        settings.fusionSettings(), stored.key(), t.snapshot(), List.of()));
    return new TenantState(
        stored.key(),
        tenant,
        other,
        stored.blocks(),
        fusion.map(TenantFusion::channelStates).orElse(List.of()),
        fusion.map(TenantFusion::referenceStates).orElse(List.of()),
        samples,
        stored.bridge().length == 0
            ? Optional.empty()
            : Optional.of(BridgeSummary.of(stored, settings)));
  }

  private static Optional<HotState> hot(StoredKey stored) {
    return stored.hot().length == 0 ? Optional.empty() : Optional.of(HotState.decode(stored.hot()));
  }
}
