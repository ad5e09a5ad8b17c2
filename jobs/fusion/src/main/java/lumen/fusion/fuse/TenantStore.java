package lumen.fusion.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.fusion.bridge.BridgePlan;
import lumen.fusion.bridge.BridgeStore;
import lumen.fusion.bridge.BridgedTenant;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.HotState;
import lumen.runtime.state.PendingLog;
import lumen.runtime.state.StateShape;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.now.NowChannelSettings;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The tenants' keyed state: inputs and differences are logs, written once; the small states are
 * written whole. Every call is about the current key.
 */
final class TenantStore {
  private final LumenSettings settings;
  private final FusionSettings fusionSettings;
  private final long shape;
  private final Set<Long> shapes;
  private final MapState<Long, TenantInput> inputs;
  private final MapState<Long, byte[]> differences;
  private final ValueState<byte[]> hot;
  private final BridgeStore bridges;

  /** Null where no figures of now are made, and nothing is kept of them. */
  private final ValueState<byte[]> nowState;

  private final long nowDelayMicros;

  /**
   * Opens the states.
   *
   * @param shaping the settings that shape state
   * @param now how figures of now are made; empty where none are
   */
  TenantStore(
      RuntimeContext context,
      LumenSettings settings,
      StateShape shaping,
      Optional<NowChannelSettings> now) {
    this.settings = settings;
    shape = shaping.hash();
    shapes = shaping.hashes();
    fusionSettings = settings.fusionSettings();
    inputs = context.getMapState(StoredTenant.inputLog());
    differences = context.getMapState(StoredTenant.differenceLog());
    hot = context.getState(StoredTenant.hotState());
    bridges = new BridgeStore(context, BridgePlan.of(settings));
    nowState = now.isPresent() ? context.getState(StoredTenant.nowState()) : null;
    nowDelayMicros = now.map(NowChannelSettings::delayMicros).orElse(0L);
  }

  /** Whether nothing is kept of the tenant. */
  boolean isEmpty() throws Exception {
    return hot.value() == null
        && inputs.isEmpty()
        && bridges.isEmpty()
        && (nowState == null || nowState.value() == null);
  }

  /** Writes which inputs have come and which are not needed any more. */
  void put(PendingLog<TenantInput> pending) throws Exception {
    pending.write(inputs, input -> input);
  }

  /**
   * Removes what is kept of a tenant.
   *
   * @param pending which of its inputs stand in state
   */
  void clear(FusedTenant tenant, PendingLog<TenantInput> pending) throws Exception {
    pending.clear(inputs);
    List<Long> chunks = new ArrayList<>();
    tenant.dropDifferences(chunks::add);
    for (Long number : chunks) {
      differences.remove(number);
    }
    hot.clear();
    bridges.clear();
    if (nowState != null) {
      nowState.clear();
    }
  }

  /**
   * Writes what advances have changed, after the inputs.
   *
   * @param fused whether the fusion has moved
   */
  void store(FusedTenant tenant, boolean fused) throws Exception {
    if (fused) {
      storeDifferences(tenant);
      storeHot(tenant);
    }
    bridges.store(tenant.bridged(), tenant.nextInput());
  }

  /** Writes the figures of now, with the moment up to which everything has happened. */
  void storeNow(FusedTenant tenant) throws Exception {
    long frontier = tenant.bridged().frontier();
    nowState.update(new StoredNow(frontier, tenant.now().snapshot()).encode());
  }

  private static boolean isMoment(long frontier) {
    return frontier != Long.MIN_VALUE && frontier != Long.MAX_VALUE;
  }

  private void storeDifferences(FusedTenant tenant) throws Exception {
    List<Long> obsolete = new ArrayList<>();
    long sequence = tenant.nextDifferences();
    byte[] chunk = tenant.takeDifferences(obsolete::add);
    for (Long number : obsolete) {
      differences.remove(number);
    }
    if (chunk != null) {
      differences.put(sequence, new StoredDifferences(tenant.lastFinal(), chunk).encode());
      tenant.noteDifferences(sequence, tenant.lastFinal());
    }
  }

  private void storeHot(FusedTenant tenant) throws Exception {
    StoredTenant stored =
        new StoredTenant(
            tenant.frontier(), tenant.notBefore(), tenant.lastFrameStep(), tenant.snapshot());
    hot.update(stored.hot(shape).encode());
  }

  /**
   * The tenant as it is kept, or begun.
   *
   * @param pending is told which of its inputs stand in state
   */
  FusedTenant load(String name, PendingLog<TenantInput> pending) throws Exception {
    byte[] stored = hot.value();
    HotState state = stored == null ? null : HotState.decode(stored);
    BridgedTenant bridged = bridges.load(name);
    if (state != null && !shapes.contains(state.shape())) {
      return begunAnew(name, state.frontierMicros(), bridged, pending);
    }
    FusedTenant tenant =
        state == null ? begun(name, Long.MIN_VALUE, bridged) : restored(name, state, bridged);
    takeAgain(tenant, pending);
    loadNow(tenant);
    return tenant;
  }

  /** Of another moment it is nothing: the job ran without it meanwhile. */
  private void loadNow(FusedTenant tenant) throws Exception {
    long frontier = tenant.bridged().frontier();
    if (nowState == null) {
      return;
    }
    byte[] stored = nowState.value();
    StoredNow now = stored == null ? null : StoredNow.decode(stored);
    if (now != null && now.frontierMicros() == frontier) {
      tenant.now().restore(now.snapshot());
    }
    if (tenant.now().next() == Long.MIN_VALUE && isMoment(frontier)) {
      tenant.now().begin(frontier);
    }
  }

  private void takeAgain(FusedTenant tenant, PendingLog<TenantInput> pending) throws Exception {
    long takenTo = bridges.takenTo();
    tenant.numberFrom(takenTo);
    for (Map.Entry<Long, TenantInput> input : sorted(inputs).entrySet()) {
      pending.noteStored(input.getKey());
      tenant.take(input.getKey(), input.getValue(), input.getKey() < takenTo);
    }
  }

  /**
   * Begins at the next window, and stores that at once: what comes from now on belongs to the new
   * state. The bridge goes on.
   */
  private FusedTenant begunAnew(
      String name, long frontierMicros, BridgedTenant bridged, PendingLog<TenantInput> pending)
      throws Exception {
    FusedTenant tenant = begun(name, nextWindow(frontierMicros), bridged);
    keepNotes(tenant, pending);
    differences.clear();
    tenant.restoreProgress(frontierMicros, Long.MIN_VALUE);
    storeHot(tenant);
    return tenant;
  }

  /** Of the inputs only what bridge and evidence still wait for is kept. */
  private void keepNotes(FusedTenant tenant, PendingLog<TenantInput> pending) throws Exception {
    tenant.numberFrom(bridges.takenTo());
    for (Map.Entry<Long, TenantInput> input : sorted(inputs).entrySet()) {
      if (tenant.takeNote(input.getKey(), input.getValue())) {
        pending.noteStored(input.getKey());
      } else {
        inputs.remove(input.getKey());
      }
    }
  }

  private FusedTenant begun(String name, long notBefore, BridgedTenant bridged) {
    return tenant(new TenantFusion(fusionSettings, name), bridged, notBefore);
  }

  private FusedTenant tenant(TenantFusion fusion, BridgedTenant bridged, long notBefore) {
    return new FusedTenant(
        fusionSettings,
        source -> settings.source(source).weight(),
        fusion,
        bridged,
        nowState == null ? null : fusion.now(nowDelayMicros),
        notBefore);
  }

  private FusedTenant restored(String name, HotState state, BridgedTenant bridged)
      throws Exception {
    StoredTenant stored = StoredTenant.of(state);
    TreeMap<Long, Long> lastSteps = new TreeMap<>();
    List<byte[]> chunks = new ArrayList<>();
    for (Map.Entry<Long, byte[]> entry : sorted(differences).entrySet()) {
      StoredDifferences chunk = StoredDifferences.decode(entry.getValue());
      lastSteps.put(entry.getKey(), chunk.lastStep());
      chunks.add(chunk.chunk());
    }
    FusedTenant tenant =
        tenant(
            TenantFusion.restore(fusionSettings, name, stored.snapshot(), chunks),
            bridged,
            stored.notBefore());
    lastSteps.forEach(tenant::noteDifferences);
    tenant.restoreProgress(stored.frontierMicros(), stored.lastFrameStep());
    return tenant;
  }

  /** The first multiple of the window after the frontier. */
  private long nextWindow(long frontierMicros) {
    long window = fusionSettings.windowSteps();
    long step = fusionSettings.grid().ceilStep(frontierMicros);
    return Math.floorDiv(step + window - 1, window) * window;
  }

  private static <T> SortedMap<Long, T> sorted(MapState<Long, T> state) throws Exception {
    TreeMap<Long, T> entries = new TreeMap<>();
    for (Map.Entry<Long, T> entry : state.entries()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    return entries;
  }
}
