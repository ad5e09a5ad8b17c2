package lumen.fusion.fuse;

import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.PendingLog;

/** A tenant on the heap, the timer that is set for it, and what is not written of it yet. */
final class HeldTenant {
  /** So much event time goes by at most without a write: bounds what a fast replay gathers. */
  static final long WRITTEN_MICROS = 300_000_000;

  /** Event time of its timer; Long.MAX_VALUE if none is set. */
  long timer = Long.MAX_VALUE;

  private final FusedTenant tenant;
  private final PendingLog<TenantInput> inputs;
  private boolean advanced;
  private boolean fused;
  private boolean nowChanged;
  private long writtenMicros;

  private HeldTenant(FusedTenant tenant, PendingLog<TenantInput> inputs) {
    this.tenant = tenant;
    this.inputs = inputs;
    writtenMicros = tenant.bridged().frontier();
  }

  /** The tenant of the current key as it is kept, or begun. */
  static HeldTenant load(TenantStore store, String name) throws Exception {
    PendingLog<TenantInput> inputs = new PendingLog<>();
    return new HeldTenant(store.load(name, inputs), inputs);
  }

  FusedTenant tenant() {
    return tenant;
  }

  /** Has an input that the tenant took kept under its number. */
  void keep(long sequence, TenantInput input) {
    inputs.put(sequence, input);
  }

  /** Takes provisional steps, which are kept with the figures made of them. */
  void take(NowBlock block) {
    tenant.take(block);
    nowChanged = tenant.now() != null;
  }

  /** Lets everything happen before the frontier, and drops the inputs that are not needed then. */
  void advance(long frontier, TenantOutputs out) {
    advanced = true;
    nowChanged = tenant.now() != null;
    if (tenant.advance(frontier, out)) {
      fused = true;
      tenant.dropInputs(inputs::remove);
    }
    tenant.dropNotes(inputs::remove);
  }

  /** Whether it should be written though no checkpoint has come. */
  boolean isWritingDue() {
    return writtenMicros + WRITTEN_MICROS <= tenant.bridged().frontier();
  }

  /** Writes what has changed since the last time into the state of the current key. */
  void write(TenantStore store) throws Exception {
    store.put(inputs);
    if (nowChanged) {
      store.storeNow(tenant);
      nowChanged = false;
    }
    if (advanced) {
      store.store(tenant, fused);
      advanced = false;
      fused = false;
      writtenMicros = tenant.bridged().frontier();
    }
  }

  /** Removes all that is kept of it from the state of the current key. */
  void clear(TenantStore store) throws Exception {
    store.clear(tenant, inputs);
  }
}
