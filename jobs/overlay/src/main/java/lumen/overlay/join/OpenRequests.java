package lumen.overlay.join;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import lumen.overlay.part.Parts;

/**
 * The requests of a tenant that were decided: which wait, which stay away, which are forgotten.
 * Requests in the order of the clock lie in queues, first in, first out; those whose time is in
 * doubt lie by time.
 */
public final class OpenRequests {
  /** The time of what never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final Comparator<OpenRequest> BY_TIME =
      Comparator.comparingLong(OpenRequest::micros).thenComparingLong(OpenRequest::place);

  private final Map<String, OpenRequest> byId = new HashMap<>();
  private final Deque<OpenRequest> waits = new ArrayDeque<>();
  private final Deque<OpenRequest> known = new ArrayDeque<>();
  private final TreeSet<OpenRequest> doubtWaits = new TreeSet<>(BY_TIME);
  private final TreeSet<OpenRequest> doubtKnown = new TreeSet<>(BY_TIME);
  private final long ttlMicros;
  private final Parts parts;
  private long waiting;
  private long waitingInDoubt;

  /**
   * None.
   *
   * @param ttlMicros each outcome is waited for so long
   * @param parts where changes are noted
   */
  public OpenRequests(long ttlMicros, Parts parts) {
    this.ttlMicros = ttlMicros;
    this.parts = parts;
  }

  /** Takes a request that waits. */
  public void add(OpenRequest request) {
    known(request);
    waits(request);
    parts.put(request.key(), request::part);
  }

  /**
   * Takes up what was kept, in the order of the places. What was forgotten may be kept still, since
   * it is taken away a few at a time.
   *
   * @param forgottenMicros when was forgotten last what was known no more
   */
  public void restore(OpenRequest request, long forgottenMicros) {
    if (isOver(request, forgottenMicros)) {
      parts.remove(request.key());
      return;
    }
    known(request);
    if (request.isWaiting()) {
      waits(request);
    }
  }

  private void known(OpenRequest request) {
    byId.put(request.decision().requestId(), request);
    if (request.inDoubt()) {
      doubtKnown.add(request);
    } else {
      known.add(request);
    }
  }

  private void waits(OpenRequest request) {
    if (request.inDoubt()) {
      doubtWaits.add(request);
      waitingInDoubt++;
    } else {
      waits.add(request);
    }
    waiting++;
  }

  /** The request of an id; null where none is known. */
  public OpenRequest find(String id) {
    return byId.get(id);
  }

  /** Takes the outcome of a request. */
  public void settle(OpenRequest request) {
    if (request.isWaiting()) {
      noLongerWaits(request);
    }
    request.settle();
    parts.put(request.key(), request::part);
  }

  private void noLongerWaits(OpenRequest request) {
    waiting--;
    waitingInDoubt -= request.inDoubt() ? 1 : 0;
    doubtWaits.remove(request);
  }

  /** When the next outcome stays away, microseconds since the epoch. */
  public long nextMissingMicros() {
    OpenRequest next = nextMissing();
    return next == null ? NEVER : next.micros() + ttlMicros;
  }

  /** The next request whose outcome stays away; it is missing from then on. */
  public OpenRequest takeMissing() {
    OpenRequest next = nextMissing();
    noLongerWaits(next);
    next.miss();
    parts.put(next.key(), next::part);
    return next;
  }

  private OpenRequest nextMissing() {
    OpenRequest next = oldest();
    if (doubtWaits.isEmpty()) {
      return next;
    }
    OpenRequest inDoubt = doubtWaits.first();
    return next == null || BY_TIME.compare(inDoubt, next) < 0 ? inDoubt : next;
  }

  /** The oldest that waits and is not in doubt; null where none is. */
  private OpenRequest oldest() {
    while (!waits.isEmpty() && !waits.getFirst().isWaiting()) {
      waits.removeFirst();
    }
    return waits.peekFirst();
  }

  /** The time of the oldest that waits and is not in doubt; {@link #NEVER}. */
  public long oldestMicros() {
    OpenRequest oldest = oldest();
    return oldest == null ? NEVER : oldest.micros();
  }

  /** Forgets what is known no more at a time. */
  public void forget(long micros) {
    while (!known.isEmpty() && isOver(known.getFirst(), micros)) {
      forget(known.removeFirst());
    }
    while (!doubtKnown.isEmpty() && isOver(doubtKnown.first(), micros)) {
      forget(doubtKnown.pollFirst());
    }
  }

  private boolean isOver(OpenRequest request, long micros) {
    return request.micros() + 2 * ttlMicros <= micros;
  }

  private void forget(OpenRequest request) {
    byId.remove(request.decision().requestId());
    parts.remove(request.key());
  }

  /** How many wait. */
  public long waiting() {
    return waiting;
  }

  /** How many wait that are not in doubt. */
  public long waitingInTime() {
    return waiting - waitingInDoubt;
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }
}
